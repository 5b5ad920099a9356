// SPDX-License-Identifier: MIT
// GET /sessions: what is known of the mobile service's sessions, from this journal and the received ones.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "server/http/request.h"
#include "server/model/configuration.h"
#include "server/model/result.h"
#include "server/stats/session_report.h"
#include "server/store/reader.h"

namespace talon::http {

struct SessionWorld {
  std::filesystem::path data;
  std::shared_ptr<const Configuration> configuration;
  std::function<std::string(const std::string&)> name_of_person;  ///< of whom the journal does not name
  bool virtual_clock = false;
};
/// Reads every journal's marks and legs, so it runs on a worker. Throws store::StorageFailure.
[[nodiscard]] stats::SessionReport session_report(const store::Reader& reader, const SessionWorld& world);

struct SessionOrder {
  bool as_csv = false;
  char separator = ',';
};
/// Refusal bad_request for a `format` or `separator` that is none.
[[nodiscard]] Result<SessionOrder> read_session_order(const Target& target);
[[nodiscard]] Reply session_reply(const stats::SessionReport& report, const SessionOrder& order);

}  // namespace talon::http
