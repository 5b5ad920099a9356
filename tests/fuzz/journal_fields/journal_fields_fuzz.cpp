// SPDX-License-Identifier: MIT
// What verify reads of stored bytes that may be damaged: fields of a flat object, numbers, dates, digests.
#include <cstddef>
#include <cstdint>

#include "server/model/result.h"
#include "server/model/ticket_number.h"
#include "server/model/time.h"
#include "server/store/chain.h"
#include "server/store/flat.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace talon;
  const std::string_view json(reinterpret_cast<const char*>(data), size);
  for (const char* key : {"type", "ticket", "number", "date", "request", "request_scope"}) {
    const auto value = store::flat_text(json, key);
    if (!value) continue;
    // the value lies inside the bytes, behind its key and before its quote
    TALON_EXPECT(value->data() > json.data() && value->data() + value->size() < json.data() + json.size());
    TALON_EXPECT(value->data()[value->size()] == '"');
    static_cast<void>(parse_ticket_number(*value));
    static_cast<void>(parse_date(*value));
    if (const auto digest = store::parse_hex(*value)) TALON_EXPECT(store::hex(*digest) == *value);
  }
  return 0;
}
