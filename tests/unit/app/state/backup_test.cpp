// Which copies of the records stay in the folder.
#include "app/state/backup.hpp"
#include "core/base/date.hpp"

#include <algorithm>
#include <doctest/doctest.h>
#include <set>

using namespace mj;

namespace {

std::string copy_of(int year, int month, int day, int hour, const char* ending = "json") {
    char out[64];
    std::snprintf(out, sizeof out, "mingjing-fuling-%04d%02d%02d-%02d00.%s", year, month, day, hour, ending);
    return out;
}

} // namespace

TEST_CASE("only copies of this office have a day and minute in their names") {
    CHECK(copy_stamp("mingjing-fuling-20240630-1402.json", "fuling") == 202406301402);
    CHECK(copy_stamp("mingjing-fuling-20240630-1402.mjsealed", "fuling") == 202406301402);
    for (const char* other : {"mingjing-fuling-20240630-1402.json.bak", "mingjing-fuling-20240631-1402.json",
                              "mingjing-fuling-20240630-2402.json", "mingjing-fuling-20240630-1460.json",
                              "mingjing-fuling-2024063x-1402.json", "mingjing-other-20240630-1402.json",
                              "mingjing-fuling-20240630-1402.html", "mingjing-fuling-", "notes.json", "",
                              "mingjing-fuling-20240630-1402", "mingjing-fuling--0240630-1402.json",
                              "mingjing-fuling-20240630-1402 (1).json"})
        CHECK(copy_stamp(other, "fuling") == 0);
}

TEST_CASE("of two years of hourly copies the last five stay, and the last of each of 7 days, 5 weeks and 12 "
          "months") {
    std::vector<std::string> all{"notes.txt", "mingjing-fuling-20240630-1402 (1).json"};
    for (int32_t day = Date::of(2022, 7, 1).days; day <= Date::of(2024, 6, 30).days; ++day) {
        const std::string text = Date{day}.text(); // 2024-06-30
        for (const int hour : {9, 10, 15})
            all.push_back(copy_of(std::stoi(text.substr(0, 4)), std::stoi(text.substr(5, 2)),
                                  std::stoi(text.substr(8)), hour));
    }
    std::vector<std::string> shuffled = all;
    std::reverse(shuffled.begin(), shuffled.end());
    const auto going = outdated_copies(shuffled, "fuling");
    std::set<std::string> stay(all.begin(), all.end());
    for (const std::string& name : going) CHECK(stay.erase(name) == 1);
    std::set<std::string> wanted{"notes.txt", "mingjing-fuling-20240630-1402 (1).json"};
    for (const int hour : {9, 10, 15}) wanted.insert(copy_of(2024, 6, 30, hour));
    for (const int hour : {10, 15}) wanted.insert(copy_of(2024, 6, 29, hour)); // the last five
    for (int day = 24; day <= 30; ++day) wanted.insert(copy_of(2024, 6, day, 15));
    // 30 June 2024 was a Sunday: weeks end on 30, 23, 16, 9 and 2 June.
    for (const int day : {30, 23, 16, 9, 2}) wanted.insert(copy_of(2024, 6, day, 15));
    for (const auto& [month, day] : {std::pair(6, 30), {5, 31}, {4, 30}, {3, 31}, {2, 29}, {1, 31}})
        wanted.insert(copy_of(2024, month, day, 15));
    for (const auto& [month, day] : {std::pair(12, 31), {11, 30}, {10, 31}, {9, 30}, {8, 31}, {7, 31}})
        wanted.insert(copy_of(2023, month, day, 15));
    CHECK(stay == wanted);
    const std::vector<std::string> kept(stay.begin(), stay.end());
    CHECK(outdated_copies(kept, "fuling").empty());
}
