// Tables in the browser: a Worker (web/site/tables.js) with a program of its own.
#pragma once
#include "app/port/tables.hpp"

#include <memory>
#include <vector>

namespace mj {

class BrowserTables : public Tables {
  public:
    BrowserTables();
    void open(Bytes file, std::function<void(Outcome<std::vector<SheetOffer>>)> done) override;
    void read(uint32_t sheet, int reg, const std::string& map,
              std::function<void(Outcome<Reading>)> done) override;
    void form(int reg, std::function<void(Outcome<Bytes>)> done) override;
    void reject(ByteView rejected, std::function<void(Outcome<Bytes>)> done) override;
    float progress() const override { return progress_; }
    void close() override;

    // From JavaScript.
    uint8_t* room(uint32_t size);
    void answered(std::string_view failed); ///< "": what lies in the room is the answer
    void went_on(float part);

  private:
    template <class Decoded, class Done> void wait(Decoded decode, Done done);

    std::vector<std::function<void(Outcome<ByteView>)>> waiting_; ///< in the order in which they are answered
    std::unique_ptr<uint8_t[]> answer_; // not Bytes, which are zeros first: there are many
    uint32_t answer_size_ = 0;
    float progress_ = 0;
};

} // namespace mj
