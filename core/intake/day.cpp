#include "core/intake/understand.hpp"

#include <iterator>

namespace mj::reading {
namespace {

/// A text read from the front.
struct Scan {
    std::string_view left;
    bool take(std::string_view word) {
        if (!left.starts_with(word)) return false;
        left.remove_prefix(word.size());
        return true;
    }
    template <size_t n> bool take_any(const std::string_view (&words)[n]) {
        for (const std::string_view word : words)
            if (take(word)) return true;
        return false;
    }
    void blanks() {
        while (take(" ")) {
        }
    }
    /// Digits, at most eight of them; how many there were.
    int number(int& out) {
        int digits = 0;
        for (out = 0; digits < 8 && !left.empty() && left[0] >= '0' && left[0] <= '9'; ++digits) {
            out = out * 10 + (left[0] - '0');
            left.remove_prefix(1);
        }
        return digits;
    }
};

constexpr std::string_view year_ends[] = {"-", "/", ".", "年", "\\"},
                           month_ends[] = {"-", "/", ".", "月", "\\"}, day_ends[] = {"日", "号"},
                           mornings[] = {"上午", "am"}, evenings[] = {"下午", "晚上", "pm"};
constexpr int minutes_a_day = 24 * 60, beijing = 8 * 60;

/// The time of day and its zone, behind a date: how many days it is from there in Beijing. False: it is none.
bool read_time(Scan& in, int& days, Part& out) {
    in.take("t");
    in.blanks();
    if (in.left.empty()) return true;
    bool late = in.take_any(evenings), early = !late && in.take_any(mornings);
    in.blanks();
    int hour = 0, minute = 0, second = 0, zone = beijing;
    if (!in.number(hour) || !(in.take(":") || in.take("时") || in.take("点")) ||
        (!in.number(minute) && in.left.size()))
        return false;
    in.take("分");
    if (in.take(":") || (!in.left.empty() && in.left[0] >= '0' && in.left[0] <= '9')) {
        if (!in.number(second)) return false;
        int fraction = 0;
        if (in.take(".") && !in.number(fraction)) return false;
        in.take("秒");
    }
    in.blanks();
    if (!late && !early) late = in.take_any(evenings), early = !late && in.take_any(mornings);
    if (hour > 24 || minute > 59 || second > 60) return false;
    if (late && hour < 12) hour += 12;
    if (in.take("z")) {
        zone = 0;
    } else if (in.left.starts_with('+') || in.left.starts_with('-')) {
        const int sign = in.left[0] == '-' ? -1 : 1;
        in.left.remove_prefix(1);
        int hours = 0, minutes = 0;
        const int digits = in.number(hours);
        if (digits == 4)
            minutes = hours % 100, hours /= 100;
        else if (digits < 1 || digits > 2 || (in.take(":") && !in.number(minutes)))
            return false;
        if (hours > 14 || minutes > 59) return false;
        zone = sign * (hours * 60 + minutes);
    }
    const int there = hour * 60 + minute - zone + beijing;
    days = there < 0 ? -1 : zone == beijing ? 0 : there / minutes_a_day;
    out.did(Note::time_dropped);
    if (zone != beijing) out.did(Note::zone);
    return in.left.empty();
}

/// "(星期六)", "周六" behind a date say nothing more.
void drop_weekday(Scan& in) {
    in.blanks();
    const bool bracket = in.take("(");
    if (!in.take("星期") && !in.take("周")) return;
    for (const std::string_view day : {"一", "二", "三", "四", "五", "六", "日", "天"})
        if (in.take(day)) break;
    if (bracket) in.take(")");
}

bool set_day(Part& out, int year, int month, int day) {
    const bool sound = year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 &&
                       day <= days_in_month(year, month);
    if (!sound)
        out.refuse(Note::no_such_day);
    else
        out.value = Date::of(year, month, day).days;
    return sound;
}

std::string day_text(int year, int month, int day) {
    Part part;
    return set_day(part, year, month, day) ? Date{int32_t(part.value)}.text() : std::string();
}

/// Two dashes of one kind stand between three numbers; one alone could be a span. "" where there are not two.
std::string with_hyphens(std::string_view text) {
    for (const std::string_view dash : {"–", "—", "‐", "‑", "‒", "−"}) {
        const size_t first = text.find(dash), second = text.rfind(dash);
        if (first == second || text.find(dash, first + dash.size()) != second) continue;
        return std::string(text.substr(0, first)) + "-" +
               std::string(text.substr(first + dash.size(), second - first - dash.size())) + "-" +
               std::string(text.substr(second + dash.size()));
    }
    return {};
}

bool is_day(int year, int month, int day) {
    Part part;
    return set_day(part, year, month, day);
}

/// Two of three numbers are a day and a month before a year.
void order_day(Part& out, int a, int b, int year, DateOrder order) {
    if (a == b || a > 12 || b > 12) {
        set_day(out, year, a > 12 ? b : a, a > 12 ? a : b);
    } else if (order == DateOrder::day_first || order == DateOrder::month_first) {
        const bool day_first = order == DateOrder::day_first;
        set_day(out, year, day_first ? b : a, day_first ? a : b);
        out.did(Note::answered);
    } else {
        out.ask(Note::day_or_month);
        out.proposal = day_text(year, a, b) + " / " + day_text(year, b, a);
    }
}

/// Three numbers of at most two digits: the year stands first where it has two, as people here write, unless it was said to
/// stand last.
void short_day(Part& out, int a, int b, int c, bool two_digits, bool year_word, const Hints& hints) {
    const int century = hints.century ? hints.century : 2000;
    const bool first = (two_digits || year_word) && is_day(century + a, b, c),
               last = !year_word && (is_day(century + c, a, b) || is_day(century + c, b, a));
    const bool year_last = !year_word && (hints.short_order == DateOrder::day_first ||
                                          hints.short_order == DateOrder::month_first);
    if (!first && !last) {
        out.refuse(Note::no_such_day);
    } else if (!hints.century) {
        out.ask(Note::two_digit_year);
        if (first && !year_last) out.proposal = day_text(century + a, b, c);
    } else if (year_last) {
        order_day(out, a, b, century + c, hints.short_order);
        if (!out.refused) out.did(Note::answered);
    } else if (first) {
        set_day(out, century + a, b, c);
        out.did(Note::answered);
    } else {
        // It is a day only with the year at its end, and that has not been said.
        out.ask(Note::year_at_end);
        const std::string day_first = day_text(century + c, b, a), month_first = day_text(century + c, a, b);
        out.proposal = day_first + (day_first.empty() || month_first.empty() ? "" : " / ") + month_first;
    }
}

} // namespace

Part serial_day(std::string_view number, const Hints& hints) {
    Part out;
    Scan in{number};
    int n = 0;
    constexpr int from = 18264, to = 73050; // 1950 to 2099: other numbers are seldom meant as days
    const int digits = in.number(n);
    if (digits == 8) return day(number.substr(0, 8), hints);
    if (digits != 5 || n < from || n > to || (!in.left.empty() && in.left[0] != '.')) {
        out.refuse(Note::not_date);
        return out;
    }
    constexpr int epoch = 25569, later = 1462; // 1970-01-01 as a day number; what 1904 counts less
    out.value = n - epoch + (hints.from_1904 ? later : 0);
    out.did(Note::serial);
    if (in.left.find_first_of("123456789") != in.left.npos) out.did(Note::time_dropped);
    return out;
}

Part day(std::string_view text, const Hints& hints) {
    Part out;
    const std::string hyphens = with_hyphens(text);
    if (!hyphens.empty()) {
        out = day(hyphens, hints);
        out.did(Note::date_form);
        return out;
    }
    if (const auto plain = Date::parse(text)) {
        out.value = plain->days;
        return out;
    }
    out.did(Note::date_form);
    constexpr std::string_view near_days[][2] = {{"今天", "今日"}, {"昨天", "昨日"}, {"前天", "前日"}};
    for (int back = 0; back < int(std::size(near_days)); ++back)
        if (text == near_days[back][0] || text == near_days[back][1]) {
            out.value = hints.today.plus(-back).days;
            out.did(Note::relative);
            if (!hints.today.has()) out.refuse(Note::date_no_year);
            return out;
        }
    Scan in{text};
    int a = 0, b = 0, c = 0, days = 0;
    const int first = in.number(a);
    if (first == 5 || (first == 8 && in.left.starts_with('.'))) return serial_day(text, hints);
    if (first == 8) {
        c = a % 100, b = a / 100 % 100, a /= 10000;
        if (!set_day(out, a, b, c)) return out;
    } else {
        in.blanks();
        const bool year_word = in.left.starts_with("年"), month_word = in.left.starts_with("月");
        if (first == 4 && (in.left.empty() || in.left == "年")) {
            out.refuse(Note::date_no_day);
            return out;
        }
        if (!first || (!month_word && !in.take_any(year_ends))) {
            out.refuse(Note::not_date);
            return out;
        }
        if (month_word) in.take("月");
        in.blanks();
        const int second = in.number(b);
        in.blanks();
        const bool more = !month_word && in.take_any(month_ends);
        in.blanks();
        const int third = more ? in.number(c) : 0;
        in.blanks();
        in.take_any(day_ends);
        if (!third && in.left.empty() && second && second <= 2) { // two numbers
            if (first == 4) {
                out.refuse(Note::date_no_day);
            } else if (!hints.today.has()) {
                out.refuse(Note::date_no_year);
            } else if (set_day(out, hints.today.year(), a, b)) {
                out.did(Note::relative);
            }
            return out;
        }
        if (!second || second > 2 || !third) {
            out.refuse(Note::not_date);
        } else if (first == 4 && third <= 2) {
            set_day(out, a, b, c);
        } else if (first <= 2 && third == 4 && !year_word) {
            order_day(out, a, b, c, hints.order);
        } else if (first > 2 || third > 2) {
            out.refuse(Note::not_date);
        } else {
            short_day(out, a, b, c, first == 2, year_word, hints);
        }
        if (out.refused || out.asked) return out;
    }
    drop_weekday(in);
    if (!in.left.empty() && !read_time(in, days, out)) out.refuse(Note::not_date);
    out.value += days;
    return out;
}

} // namespace mj::reading
