#include "core/sample/names.hpp"

#include "core/base/credit_code.hpp"

#include <cstdio>

namespace mj {
namespace {

template <size_t N> const char* pick(SampleDice& dice, const char* const (&words)[N]) {
    return words[dice.roll(int(N))];
}

constexpr const char* surnames[] = {"王", "李", "张", "刘", "陈", "杨", "黄", "赵", "吴", "周",
                                    "徐", "孙", "马", "朱", "胡", "郭", "何", "高", "林", "罗",
                                    "郑", "梁", "谢", "宋", "唐", "许", "韩", "冯", "邓", "曹"};
constexpr const char* given[] = {"甲一", "乙二", "丙三", "丁四", "戊五", "己六", "庚七",
                                 "辛八", "壬九", "癸十", "例安", "例平", "例明", "例新",
                                 "例和", "例正", "例信", "例成", "例文", "例达"};
constexpr const char* first[] = {"云", "岚", "恒", "启", "霁", "澄", "墨", "朗",
                                 "沐", "晟", "驰", "禾", "砚", "岳", "皓", "鹭"};
constexpr const char* second[] = {"舟", "川", "棠", "屿", "枫", "桥", "石", "田",
                                  "麓", "帆", "井", "林", "垣", "港", "原", "鼎"};

struct Trade {
    const char* word;
    const char* industry;
};
constexpr Trade trades[trade_count] = {
    {"建筑工程", "E"}, {"建筑劳务", "E"}, {"机械制造", "C"}, {"食品加工", "C"}, {"商贸", "F"},
    {"物流", "G"},     {"餐饮管理", "H"}, {"网络科技", "I"}, {"物业服务", "K"}, {"家政服务", "O"}};

} // namespace

std::string person_name(SampleDice& dice) {
    std::string out = pick(dice, surnames);
    return out += pick(dice, given);
}

std::string company_name(SampleDice& dice, int trade) {
    std::string out = pick(dice, first);
    out += pick(dice, second);
    out += pick(dice, first);
    out += trades[trade].word;
    return out += "有限公司（示例）";
}

std::string_view trade_industry(int trade) { return trades[trade].industry; }

std::string credit_code(uint32_t number) {
    char buffer[32];
    std::snprintf(buffer, sizeof buffer, "91000000MA%07u", number % 10'000'000);
    std::string out = buffer;
    return out += credit_check(out);
}

std::string phone_number(SampleDice& dice) {
    char buffer[32];
    std::snprintf(buffer, sizeof buffer, "000-%08d", dice.roll(100'000'000));
    return buffer;
}

std::vector<int64_t> spread(int64_t total, int64_t least, const std::vector<int64_t>& weights) {
    std::vector<int64_t> out(weights.size(), least);
    int64_t left = total - least * int64_t(weights.size()), weight = 0;
    for (const int64_t w : weights) weight += w;
    // Each part takes its share of what is left, so that nothing is left at the end.
    for (size_t i = 0; i < weights.size(); ++i) {
        const int64_t part = weight > 0 ? left * weights[i] / weight : 0;
        out[i] += part;
        left -= part;
        weight -= weights[i];
    }
    return out;
}

} // namespace mj
