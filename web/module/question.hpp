// Questions as JSON: pages, filters, charts and changes.
#pragma once
#include "core/query/linked.hpp"
#include "core/query/page.hpp"

namespace mj {

struct PageQuestion {
    std::vector<Condition> where;
    Order order;
    uint32_t offset = 0, count = 50;
};
struct ChartsQuestion {
    std::vector<Binning> charts;
    std::vector<int> sums;
};

/// {"where": [filter…], "sort": {"field", "descending"}, "offset", "count"}; every part may be left out.
Outcome<PageQuestion> read_page(const Ledger& ledger, int reg, std::string_view json);
/// {"field", and "codes": [ids, null for missing], "from" and "to" as files write them, or "contains"}
Outcome<Condition> read_condition(const Ledger& ledger, int reg, std::string_view json);
/// {"charts": [{"field", "by": "month", "from": "2023-01", "bins"} or {"field", "from", "width", "bins"} or
/// {"field"}], "totals": [{"sum": field}]}
Outcome<ChartsQuestion> read_charts(const Ledger& ledger, int reg, std::string_view json);
Outcome<Change> read_change(Ledger& ledger, int reg, std::string_view json);
std::string row_json(const Ledger& ledger, int reg, uint32_t row);

} // namespace mj
