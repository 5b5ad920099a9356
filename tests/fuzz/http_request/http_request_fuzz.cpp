// SPDX-License-Identifier: MIT
// Any request that the HTTP parser lets through: answered once, never by a failure of ours. Lines of the
// input: method, target, authorization (a lone "k" stands for the kiosk's key), key, content type, last event
// id; the rest is the body.
#include <cstdint>
#include <sstream>

#include "tests/server/http/small_hall.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace talon;
  static auto* const hall = new test::SmallHall("/dev/shm");
  std::istringstream in(std::string(reinterpret_cast<const char*>(data), size));
  std::string method;
  std::string target;
  std::string authorization;
  http::RequestFields fields;
  std::getline(in, method);
  std::getline(in, target);
  std::getline(in, authorization);
  std::getline(in, fields.idempotency_key);
  std::getline(in, fields.content_type);
  std::getline(in, fields.last_event_id);
  http::Request request = hall->as_kiosk(method, target, std::string(std::istreambuf_iterator<char>(in), {}));
  fields.host = "127.0.0.1";
  fields.authorization = authorization == "k" ? request.fields.authorization : authorization;
  fields.cookie = authorization;
  request.fields = fields;
  const http::Reply reply = hall->ask(request);
  TALON_EXPECT(reply.status >= 200 && reply.status < 500);
  return 0;
}
