// Tables in the browser: a Worker (web/site/tables.js) with a program of its own.
#pragma once
#include "app/port/tables.hpp"

namespace mj {

class BrowserTables : public Tables {
  public:
    BrowserTables();
    void open(Bytes file, std::function<void(Outcome<std::vector<SheetOffer>>)> done) override;
    void read(uint32_t sheet, int reg, std::function<void(Outcome<Reading>)> done) override;
    float progress() const override { return progress_; }
    void close() override;

    // From JavaScript.
    uint8_t* room(uint32_t size);
    void answered(std::string_view failed); ///< "": what lies in the room is the answer
    void went_on(float part);

  private:
    std::function<void(Outcome<ByteView>)> waiting_;
    Bytes answer_;
    float progress_ = 0;
};

} // namespace mj
