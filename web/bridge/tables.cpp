#include "web/bridge/tables.hpp"

#include "web/bridge/driver.hpp"

#include <emscripten.h>

extern "C" {
void mj_js_tables_send(const uint8_t* bytes, uint32_t size, bool file);
void mj_js_tables_read(uint32_t sheet, int reg, const char* map);
void mj_js_tables_form(int reg);
void mj_js_tables_close();
}

namespace mj {
namespace {

BrowserTables* tables = nullptr;

Problem failed_tables(std::string_view reason) {
    if (reason == "mixed") return {say(Said::tables_mixed), {}, say(Said::load_again)};
    if (reason == "no-program") return {say(Said::tables_unfetched), {}, say(Said::check_connection)};
    return {say(Said::tables_memory), {}, say(Said::split_or_close)};
}

} // namespace

BrowserTables::BrowserTables() { tables = this; }

template <class Decoded, class Done> void BrowserTables::wait(Decoded decode, Done done) {
    waiting_.push_back([decode, done = std::move(done)](Outcome<ByteView> answer) {
        if (answer)
            done(decode(*answer));
        else
            done(answer.problem());
    });
}

void BrowserTables::open(Bytes file, std::function<void(Outcome<std::vector<SheetOffer>>)> done) {
    progress_ = 0;
    wait(decode_offers, std::move(done));
    mj_js_tables_send(file.data(), uint32_t(file.size()), true);
}

void BrowserTables::read(uint32_t sheet, int reg, const std::string& map,
                         std::function<void(Outcome<Reading>)> done) {
    progress_ = 0;
    wait(decode_answer, std::move(done));
    mj_js_tables_read(sheet, reg, map.c_str());
}

void BrowserTables::form(int reg, std::function<void(Outcome<Bytes>)> done) {
    wait(decode_file, std::move(done));
    mj_js_tables_form(reg);
}

void BrowserTables::reject(ByteView rejected, std::function<void(Outcome<Bytes>)> done) {
    progress_ = 0;
    wait(decode_file, std::move(done));
    mj_js_tables_send(rejected.data(), uint32_t(rejected.size()), false);
}

void BrowserTables::close() {
    waiting_.clear();
    mj_js_tables_close();
}

uint8_t* BrowserTables::room(uint32_t size) {
    answer_.reset(new uint8_t[size]);
    answer_size_ = size;
    return answer_.get();
}

void BrowserTables::answered(std::string_view failed) {
    const auto bytes = std::move(answer_);
    const ByteView answer(bytes.get(), std::exchange(answer_size_, 0));
    if (!waiting_.empty()) {
        const auto done = std::move(waiting_.front());
        waiting_.erase(waiting_.begin());
        if (failed.empty())
            done(answer);
        else
            done(failed_tables(failed));
    }
    driver->wake();
}

void BrowserTables::went_on(float part) {
    progress_ = part;
    driver->went_on();
}

} // namespace mj

extern "C" {
EMSCRIPTEN_KEEPALIVE uint8_t* mj_tables_room(uint32_t size) { return mj::tables->room(size); }
EMSCRIPTEN_KEEPALIVE void mj_tables_answered(const char* failed) { mj::tables->answered(failed); }
EMSCRIPTEN_KEEPALIVE void mj_tables_went_on(float part) { mj::tables->went_on(part); }
}
