// The keys of an office in the browser.
#pragma once
#include "app/port/keys.hpp"

namespace mj {

/// WebCrypto, by web/bridge/lib_keys.js.
class BrowserKeys : public Keys {
  public:
    bool possible() const override;
    void make(std::function<void(Outcome<OfficeKey>)> done) override;
    void seal(const OfficeKey& key, ByteView plain, std::function<void(Outcome<Bytes>)> done) override;
    void sign(const OfficeKey& key, std::string_view message,
              std::function<void(Outcome<Signature>)> done) override;
    void verify(const OfficeKey& key, std::string_view message, const Signature& signature,
                std::function<void(Outcome<bool>)> done) override;
    void open(const OfficeKey& key, ByteView sealed, std::function<void(Outcome<Bytes>)> done) override;
};

} // namespace mj
