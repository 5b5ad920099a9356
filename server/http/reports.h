// SPDX-License-Identifier: MIT
// GET /reports/{name}: which report of which time in which form. Reads legs, so it runs on a worker.
#pragma once

#include <memory>
#include <string>

#include "server/http/day_book.h"
#include "server/http/request.h"
#include "server/model/configuration.h"
#include "server/model/result.h"
#include "server/outlook/replay.h"
#include "server/stats/report.h"
#include "server/store/reader.h"

namespace talon::http {

enum class ReportName {
  summary,
  breaches,
  chart,
  day,
  legs,
  clauses,
  outcomes,
  work,
  load,
  out_of_turn,
  signs,
  forecast,
  phone,
  ratings,
  help,
  registries,
  appointments,
  year,
  replay,
  staffing,
  redistribution,
  own
};
enum class ReportForm { json, csv };

struct ReportOrder {
  ReportName name = ReportName::summary;
  stats::Period period;
  stats::By by = stats::By::procedure;
  ReportForm form = ReportForm::json;
  char separator = ',';
  std::string hall;                      ///< of whose journal; empty: this server's own
  UserId specialist;                     ///< own: whose
  RegistryId registry;                   ///< registries: this one; empty: every one
  std::vector<outlook::Change> changes;  ///< replay: at least one
  double target = 0.05;                  ///< staffing: share that may wait longer than the limit
};

/// Refusals: unknown_report; bad_request for a date, `by`, `format` or `hall` that is none, or too long a
/// time. today: service date, used where `from` and `to` are missing.
[[nodiscard]] Result<ReportOrder> read_report_order(const std::string& name, const Target& target,
                                                    const Date& today);

/// GET /reports/own of this specialist.
[[nodiscard]] Result<ReportOrder> read_own_order(const UserId& specialist, const Target& target,
                                                 const Date& today);
[[nodiscard]] std::string_view report_name(ReportName name);

struct ReportWorld {
  std::shared_ptr<const Configuration> configuration;
  std::function<std::string(const std::string&)> name_of_person;
  std::vector<Leg> running;  ///< of the period's visits that are in the hall now, as if each ended now
  Timestamp now;
  bool virtual_clock = false;
};
struct ReportMade {
  Reply reply;
  bool balanced = true;  ///< false: issued and the rest were read at different moments, or a leg is lost
};
/// Refusals, as replies: bad_request for a day that is not over, or that nothing is known of. Throws
/// store::StorageFailure.
[[nodiscard]] ReportMade make_report(const store::Reader& reader, DayBook& book, const ReportOrder& order,
                                     const ReportWorld& world);

}  // namespace talon::http
