// What an office's keys do, by the machine's own cryptography. docs/formats.md, "The office key".
#pragma once
#include "core/base/bytes.hpp"
#include "core/base/outcome.hpp"
#include "core/exchange/json.hpp"
#include "core/exchange/office_key.hpp"

#include <functional>

namespace mj {

class Keys {
  public:
    virtual ~Keys() = default;
    virtual bool possible() const = 0; ///< False: the browser does nothing of all this for this page.
    /// New ones, of no office yet. Problem, here and below: it failed.
    virtual void make(std::function<void(Outcome<OfficeKey>)> done) = 0;
    /// A file that only the secret part opens.
    virtual void seal(const OfficeKey& key, ByteView plain, std::function<void(Outcome<Bytes>)> done) = 0;
    /// The signature of a short message.
    virtual void sign(const OfficeKey& key, std::string_view message,
                      std::function<void(Outcome<Signature>)> done) = 0;
    /// Whether it is that key's. Needs the public part.
    virtual void verify(const OfficeKey& key, std::string_view message, const Signature& signature,
                        std::function<void(Outcome<bool>)> done) = 0;
    /// Problem: it was sealed to another key, or changed.
    virtual void open(const OfficeKey& key, ByteView sealed, std::function<void(Outcome<Bytes>)> done) = 0;
};

} // namespace mj
