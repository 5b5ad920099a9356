// SPDX-License-Identifier: MIT
#include "server/protocol/request_session.h"

#include <cmath>

#include "server/protocol/request_reader_boost.h"

namespace talon::protocol {
namespace {

void read_hall(RequestReader& reader, std::string& hall) {
  constexpr std::size_t longest = 40;
  reader.required("hall", hall);
  const bool good = !hall.empty() && hall.size() <= longest &&
                    hall.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_-") == std::string::npos;
  reader.check(good, "hall", "нужно имя зала выездного приёма: a-z, 0-9, _ и -");
}

void read_location(RequestReader& reader, std::string& location) {
  reader.required("location", location, Limit::sentence);
  reader.check(!location.empty(), "location", "не должно быть пустым");
}

}  // namespace

Result<ArriveSession> read_arrive_session(std::string_view body) {
  return read_body(body, Body::required, ArriveSession{},
                   [](RequestReader& reader, ArriveSession& out) { read_location(reader, out.location); });
}

Result<HandSession> read_hand_session(std::string_view body) {
  constexpr int most = 10'000;
  return read_body(body, Body::required, HandSession{}, [](RequestReader& reader, HandSession& out) {
    reader.required("cases", out.cases);
    reader.check(out.cases >= 0 && out.cases <= most, "cases", "нужно число дел от 0 до 10000");
  });
}

Result<PrepareSession> read_prepare_session(std::string_view body) {
  constexpr double farthest_km = 1000;
  constexpr double metres = 1000;
  return read_body(body, Body::required, PrepareSession{}, [](RequestReader& reader, PrepareSession& out) {
    double distance_km = 0;
    read_hall(reader, out.hall);
    reader.required("date", out.date);
    read_location(reader, out.location);
    reader.required("distance_km", distance_km);
    const bool good = distance_km >= 0 && distance_km <= farthest_km;
    reader.check(good, "distance_km", "нужно число километров от 0 до 1000");
    if (good) out.distance_m = static_cast<int>(std::lround(distance_km * metres));
  });
}

Result<CancelSession> read_cancel_session(std::string_view body) {
  return read_body(body, Body::required, CancelSession{}, [](RequestReader& reader, CancelSession& out) {
    read_hall(reader, out.hall);
    reader.required("date", out.date);
    reader.required("reason", out.reason, Limit::sentence);
    reader.check(!out.reason.empty(), "reason", "не должно быть пустым");
  });
}

Result<std::string> read_receive_session(std::string_view body) {
  return read_body(body, Body::required, std::string{},
                   [](RequestReader& reader, std::string& out) { read_hall(reader, out); });
}

}  // namespace talon::protocol
