// SPDX-License-Identifier: MIT
// The hall of tests/hall in memory, and what it did written as the journal that a reader opens.
#pragma once

#include <fstream>
#include <gtest/gtest.h>
#include <string>

#include "server/configuration/configuration_file.h"
#include "server/protocol/json.h"
#include "tests/fakes/hall_fixture.h"
#include "tests/server/store/script.h"

namespace talon::http::test {

inline std::string hall_text() {
  std::ifstream in(std::string(TALON_SOURCE_DIR) + "/tests/hall/hall.toml");
  return {std::istreambuf_iterator<char>(in), {}};
}
inline fakes::Hall real_hall() {
  return fakes::Hall(*configuration::read_configuration(hall_text(), "hall.toml").configuration);
}

/// A ticket of the benefit, with an id that a journal can hold.
inline void issue(fakes::Hall& hall, const ProcedureId& procedure) {
  const auto number = static_cast<std::int64_t>(hall.all<TicketIssued>().size() + 1);
  IssueTicket command;
  command.ticket = TicketId{store::test::uuid(number)};
  command.token = "token" + std::to_string(number);
  command.service = fakes::benefit;
  command.procedure = procedure;
  ASSERT_TRUE(hall.give(command, {Role::kiosk, "kiosk1", ""}).ok());
}

/// toml: of every configuration in the journal that does not say its own.
inline void write_journal(const store::test::Folder& folder, const fakes::Hall& hall,
                          const std::string& toml = hall_text()) {
  const auto journal = store::open_journal(folder.path());
  queue::State state;
  store::Digest head = journal->head();
  store::Batch batch;
  for (Event event : hall.journal()) {
    if (auto* applied = std::get_if<ConfigurationApplied>(&event.body))
      if (applied->toml.empty()) applied->toml = toml;
    store::Record record = store::make_record(event, protocol::encode(event), head);
    head = record.chain;
    queue::Applied applied = queue::apply(state, event);
    record.legs = std::move(applied.legs);
    record.legs_removed = std::move(applied.legs_removed);
    batch.records.push_back(std::move(record));
  }
  journal->append(batch);
}

}  // namespace talon::http::test
