#include "app/state/boards.hpp"

#include <iterator>

namespace mj {
namespace {

using Ids = std::string_view[];

constexpr BoardChart mediation_charts[] = {
    {"received", Shape::months, T::by_month}, {"street", Shape::tiles, T::by_street},
    {"cause", Shape::rank, T::by_cause},      {"sector", Shape::donut, T::by_sector},
    {"form", Shape::split, T::by_form},       {"channel", Shape::rank, T::by_channel},
    {"outcome", Shape::rank, T::by_outcome},  {"amount_claimed", Shape::amounts, T::by_amount}};
constexpr Ids mediation_sums = {"workers", "amount_agreed"};
constexpr Ids mediation_figures = {"mediation.online", "mediation.mediators_trained"};
constexpr Ids mediation_steps = {"received", "closed", "confirmation_applied", "confirmation_granted"};

constexpr BoardChart arbitration_charts[] = {{"applied", Shape::months, T::by_month},
                                             {"cause", Shape::rank, T::by_cause},
                                             {"outcome", Shape::donut, T::by_outcome},
                                             {"winner", Shape::split, T::by_winner},
                                             {"amount", Shape::amounts, T::by_amount}};
constexpr Ids arbitration_sums = {"amount"};
constexpr Ids arbitration_steps = {"applied", "accepted", "hearing", "closed"};

constexpr BoardChart litigation_charts[] = {
    {"received", Shape::months, T::by_month},   {"outcome", Shape::rank, T::by_outcome},
    {"loss_reason", Shape::rank, T::by_loss},   {"cause", Shape::rank, T::by_cause},
    {"kind", Shape::donut, T::by_kind},         {"instance", Shape::split, T::by_instance},
    {"head_appeared", Shape::split, T::by_head}};
constexpr Ids litigation_figures = {"litigation.cases",
                                    "reconsideration.cases",
                                    "litigation.head_appearances",
                                    "litigation.head_appearance_rate",
                                    "work_injury.withdrawal_rate",
                                    "litigation.judicial_suggestions"};

constexpr BoardChart wage_charts[] = {{"closed", Shape::months, T::wages_by_month, "wages_recovered"},
                                      {"sector", Shape::rank, T::wages_by_sector, "wages_recovered"},
                                      {"sector", Shape::rank, T::workers_by_sector, "workers_recovered"},
                                      {"street", Shape::tiles, T::wages_by_street, "wages_recovered"},
                                      {"subject", Shape::rank, T::by_subject},
                                      {"outcome", Shape::split, T::by_outcome},
                                      {"amount_claimed", Shape::amounts, T::by_amount}};
constexpr Ids wage_sums = {"wages_recovered", "workers_recovered", "amount_claimed"};

constexpr BoardChart lead_charts[] = {
    {"received", Shape::months, T::by_month},        {"street", Shape::tiles, T::by_street},
    {"subject", Shape::rank, T::by_subject},         {"channel", Shape::rank, T::by_channel},
    {"sector", Shape::donut, T::by_sector},          {"outcome", Shape::split, T::by_outcome},
    {"amount_claimed", Shape::amounts, T::by_amount}};
constexpr Ids lead_figures = {"inspection.cases_filed", "inspection.coordinated"};
constexpr Ids lead_sums = {"workers", "amount_claimed"};
constexpr Ids lead_steps = {"received", "accepted", "filed", "closed"};

constexpr BoardChart inspection_charts[] = {{"date", Shape::months, T::units_by_month, "units"},
                                            {"street", Shape::tiles, T::by_street},
                                            {"kind", Shape::rank, T::by_kind}};
constexpr Ids inspection_sums = {"units"};
constexpr Ids inspection_figures = {"inspection.patrolled_units", "inspection.campaign_units",
                                    "inspection.campaigns", "inspection.township_inspectors",
                                    "inspection.delegated_powers"};

constexpr BoardChart warning_charts[] = {{"date", Shape::months, T::by_month},
                                         {"signal", Shape::rank, T::by_signal},
                                         {"level", Shape::split, T::by_level},
                                         {"source", Shape::rank, T::by_source}};
constexpr Ids warning_figures = {"warning.data_points_verified", "warning.data_points_reviewed"};
constexpr Ids warning_steps = {"date", "verified", "handled", "closed"};

constexpr BoardChart penalty_charts[] = {{"filed", Shape::months, T::by_month},
                                         {"decision", Shape::rank, T::by_decision},
                                         {"challenged", Shape::split, T::by_challenge},
                                         {"fine", Shape::amounts, T::by_amount}};
constexpr Ids penalty_sums = {"fine"};
constexpr Ids penalty_steps = {"filed", "hearing_offered", "decided", "served", "published"};

constexpr BoardChart training_charts[] = {{"date", Shape::months, T::attended_by_month, "attended"},
                                          {"kind", Shape::rank, T::by_kind},
                                          {"topic", Shape::rank, T::by_topic}};
constexpr Ids training_sums = {"due", "attended", "examined", "passed"};
constexpr Ids training_figures = {
    "training.participation_rate", "training.exam_pass_rate", "study.party_group",
    "study.first_agenda",          "study.hrss_law",          "training.lectures"};

constexpr BoardChart outreach_charts[] = {{"date", Shape::months, T::audience_by_month, "audience"},
                                          {"street", Shape::tiles, T::talks_by_street, "talks"},
                                          {"activity", Shape::rank, T::by_activity, "audience"},
                                          {"audience_group", Shape::rank, T::by_audience, "audience"}};
constexpr Ids outreach_sums = {"talks", "audience", "entities"};
constexpr Ids outreach_figures = {"outreach.target_completion", "outreach.calls", "outreach.messages",
                                  "outreach.chat_groups", "outreach.live_viewers"};

constexpr BoardChart petition_charts[] = {{"received", Shape::months, T::by_month},
                                          {"topic", Shape::rank, T::by_topic},
                                          {"kind", Shape::split, T::by_kind},
                                          {"satisfied", Shape::split, T::by_satisfied}};
constexpr Ids petition_sums = {"persons"};
constexpr Ids petition_figures = {"petition.items",       "petition.visit_batches", "petition.on_time_rate",
                                  "petition.signed_rate", "petition.accepted_rate", "petition.visit_persons"};
constexpr Ids petition_steps = {"received", "signed", "accepted", "closed"};

constexpr BoardChart service_charts[] = {{"date", Shape::months, T::persons_by_month, "persons"},
                                         {"kind", Shape::rank, T::by_kind},
                                         {"channel", Shape::split, T::by_channel}};
constexpr Ids service_sums = {"persons"};
constexpr Ids service_figures = {"service.recruitment_events", "service.talent_introduced",
                                 "service.professionals_trained", "service.skilled_trained"};

constexpr BoardChart injury_charts[] = {{"applied", Shape::months, T::by_month},
                                        {"result", Shape::rank, T::by_result},
                                        {"clear_facts", Shape::split, T::by_facts}};
constexpr Ids injury_steps = {"applied", "accepted", "decided"};

constexpr BoardChart disclosure_charts[] = {{"published", Shape::months, T::by_month},
                                            {"active", Shape::split, T::by_active}};
constexpr Ids disclosure_figures = {"disclosure.items", "proposals.lead", "proposals.assist",
                                    "proposals.satisfaction_rate"};

constexpr BoardSection sections[] = {
    {.page = PageId::disputes,
     .id = "mediation",
     .reg = "mediation",
     .charts = mediation_charts,
     .sums = mediation_sums,
     .figures = mediation_figures,
     .steps = mediation_steps,
     .goal = "mediation.cases"},
    {PageId::disputes,
     "arbitration",
     "arbitration",
     arbitration_charts,
     arbitration_sums,
     {},
     arbitration_steps},
    {.page = PageId::disputes,
     .id = "litigation",
     .reg = "litigation",
     .charts = litigation_charts,
     .sums = {},
     .figures = litigation_figures,
     .also = T::also_litigation},
    {.page = PageId::inspection,
     .id = "wages",
     .reg = "lead",
     .charts = wage_charts,
     .sums = wage_sums,
     .figures = {},
     .like = "inspection.leads_closed",
     .label = T::section_wages,
     .fall = {"amount_claimed", "wages_recovered", "sector"},
     .also = T::also_wages},
    {.page = PageId::inspection,
     .id = "leads",
     .reg = "lead",
     .charts = lead_charts,
     .sums = lead_sums,
     .figures = lead_figures,
     .steps = lead_steps,
     .days = true,
     .also = T::also_leads},
    {.page = PageId::inspection,
     .id = "patrols",
     .reg = "inspection",
     .charts = inspection_charts,
     .sums = inspection_sums,
     .figures = inspection_figures,
     .days = true},
    {PageId::inspection, "warnings", "warning", warning_charts, {}, warning_figures, warning_steps},
    {PageId::inspection, "penalties", "penalty", penalty_charts, penalty_sums, {}, penalty_steps},
    {PageId::training, "training", "training", training_charts, training_sums, training_figures},
    {PageId::outreach, "outreach", "outreach", outreach_charts, outreach_sums, outreach_figures},
    {PageId::service, "petitions", "petition", petition_charts, petition_sums, petition_figures,
     petition_steps},
    {PageId::service, "events", "service_event", service_charts, service_sums, service_figures},
    {PageId::service, "injuries", "work_injury", injury_charts, {}, {}, injury_steps},
    {PageId::service, "openness", "disclosure", disclosure_charts, {}, disclosure_figures},
};

constexpr BoardWords pages[] = {
    {PageId::disputes, "disputes", T::nav_disputes, T::disputes_title, T::disputes_sentence,
     T::also_disputes},
    {PageId::inspection, "inspection", T::nav_inspection, T::inspection_title, T::inspection_sentence,
     T::also_inspection},
    {PageId::employers, "employers", T::nav_employers, T::employers_title, T::employers_sentence,
     T::also_employers},
    {PageId::training, "training", T::nav_training, T::training_title, T::training_sentence,
     T::also_training},
    {PageId::outreach, "outreach", T::nav_outreach, T::outreach_title, T::outreach_sentence,
     T::also_outreach},
    {PageId::service, "service", T::nav_service, T::service_title, T::service_sentence, T::also_service},
};

} // namespace

std::span<const BoardSection> board_sections() { return sections; }
std::span<const BoardWords> board_pages() { return pages; }

int first_section(PageId page) {
    for (size_t i = 0; i < std::size(sections); ++i)
        if (sections[i].page == page) return int(i);
    return -1;
}

int find_section(std::string_view id) {
    for (size_t i = 0; i < std::size(sections); ++i)
        if (sections[i].id == id) return int(i);
    return -1;
}

std::string section_name(const Catalog& catalog, const BoardSection& section, Language language) {
    if (section.label != T::count) return tr_in(language, section.label);
    const int reg = catalog.find_register(section.reg);
    if (reg < 0) return {};
    const Name& name = catalog.registers[size_t(reg)].name;
    return language == Language::zh ? name.zh : name.en;
}

bool is_board(PageId page) { return first_section(page) >= 0; }

} // namespace mj
