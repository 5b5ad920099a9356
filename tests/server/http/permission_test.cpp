// SPDX-License-Identifier: MIT
#include "server/http/permission.h"

#include <boost/json.hpp>
#include <gtest/gtest.h>
#include <map>
#include <set>

#include "server/model/names.h"
#include "server/protocol/openapi.h"

namespace talon::http {
namespace {

Route route_of(const char* method, const char* target) {
  const auto parsed = parse_target(target);
  const Match found = match(method, *parsed);
  EXPECT_NE(found.rule, nullptr) << method << ' ' << target;
  return found.rule == nullptr ? Route::asset : found.rule->route;
}

TEST(Match, FindsEachCall) {
  EXPECT_EQ(route_of("POST", "/api/v1/tickets"), Route::issue);
  EXPECT_EQ(route_of("GET", "/api/v1/tickets/x"), Route::ticket);
  EXPECT_EQ(route_of("POST", "/api/v1/desks/3/next"), Route::desk_verb);
  EXPECT_EQ(route_of("POST", "/api/v1/desks/3/call"), Route::desk_call);
  EXPECT_EQ(route_of("POST", "/api/v1/desks/3/key"), Route::desk_key);
  EXPECT_EQ(route_of("GET", "/api/v1/devices/self"), Route::own_device);
  EXPECT_EQ(route_of("GET", "/api/v1/events"), Route::events_hall);
  EXPECT_EQ(route_of("GET", "/api/v1/events?view=hall"), Route::events_hall);
  EXPECT_EQ(route_of("GET", "/api/v1/events?view=live"), Route::events_live);
  EXPECT_EQ(route_of("GET", "/api/v1/events?desk=3&view=desk"), Route::events_desk);
  EXPECT_EQ(route_of("GET", "/api/v1/events?view=journal"), Route::events_journal);
  EXPECT_EQ(route_of("POST", "/api/v1/session"), Route::log_in);
  EXPECT_EQ(route_of("POST", "/api/v1/session/receipt"), Route::session_receipt);
  EXPECT_EQ(route_of("HEAD", "/api/v1/hall"), Route::hall);
  EXPECT_EQ(route_of("GET", "/t/abc.json"), Route::ticket_page);
  EXPECT_EQ(route_of("GET", "/"), Route::asset);
  EXPECT_EQ(route_of("GET", "/manager/reports"), Route::asset);
}

TEST(Match, TellsAnUnknownPathFromAWrongMethod) {
  EXPECT_FALSE(match("GET", *parse_target("/api/v1/nothing")).known_path);
  const Match wrong = match("DELETE", *parse_target("/api/v1/hall"));
  EXPECT_TRUE(wrong.known_path);
  EXPECT_EQ(wrong.rule, nullptr);
  EXPECT_EQ(match("POST", *parse_target("/desk")).rule, nullptr);
}

// The whole matrix once more, written by hand from server/protocol/README.md: a change of a right must be
// made in two places, or it is a mistake.
TEST(Permission, MatrixOfRoutesAndRoles) {
  using enum Role;
  const std::set<Role> all{visitor, kiosk, display, specialist, manager, administrator};
  const std::set<Role> staff{specialist, manager, administrator};
  const std::set<Role> watching{specialist, manager};
  const std::set<Role> counter{kiosk, specialist, manager};
  const std::map<Route, std::set<Role>> expected = {{Route::time, all},
                                                    {Route::menu, all},
                                                    {Route::regulation, all},
                                                    {Route::hall, all},
                                                    {Route::live, watching},
                                                    {Route::desks, staff},
                                                    {Route::desk, staff},
                                                    {Route::desk_verb, {specialist}},
                                                    {Route::desk_key, {display}},
                                                    {Route::desk_call, {specialist, manager}},
                                                    {Route::callbacks, watching},
                                                    {Route::callback_made, {specialist}},
                                                    {Route::answer_help, {specialist, manager}},
                                                    {Route::slots, counter},
                                                    {Route::appointments, watching},
                                                    {Route::appointment, watching},
                                                    {Route::appointment_contact, watching},
                                                    {Route::book, counter},
                                                    {Route::appointment_find, counter},
                                                    {Route::appointment_move, counter},
                                                    {Route::appointment_cancel, counter},
                                                    {Route::erase_person, {manager}},
                                                    {Route::own_device, {kiosk, display}},
                                                    {Route::issue, counter},
                                                    {Route::ticket, staff},
                                                    {Route::ticket_status, counter},
                                                    {Route::ticket_paper, {kiosk}},
                                                    {Route::slip, counter},
                                                    {Route::cancel, counter},
                                                    {Route::rating, counter},
                                                    {Route::arrive, counter},
                                                    {Route::log_in, all},
                                                    {Route::session, staff},
                                                    {Route::log_out, staff},
                                                    {Route::events_hall, all},
                                                    {Route::events_desk, staff},
                                                    {Route::events_live, watching},
                                                    {Route::events_journal, {manager}},
                                                    {Route::session_arrival, watching},
                                                    {Route::session_handing, watching},
                                                    {Route::session_preparation, watching},
                                                    {Route::session_cancellation, watching},
                                                    {Route::session_receipt, watching},
                                                    {Route::sessions, watching},
                                                    {Route::report, {manager}},
                                                    {Route::own_report, {specialist}},
                                                    {Route::definitions, staff},
                                                    {Route::device_state, {kiosk, display}},
                                                    {Route::help, {kiosk}},
                                                    {Route::decision, {manager}},
                                                    {Route::users, {administrator}},
                                                    {Route::add_user, {administrator}},
                                                    {Route::remove_user, {administrator}},
                                                    {Route::password, {administrator}},
                                                    {Route::devices, {administrator}},
                                                    {Route::add_device, {administrator}},
                                                    {Route::revoke_device, {administrator}},
                                                    {Route::accesses, {manager, administrator}},
                                                    {Route::ticket_page, all},
                                                    {Route::health, all},
                                                    {Route::ready, all},
                                                    {Route::metrics, all},
                                                    {Route::openapi, all}};
  EXPECT_EQ(rules().size(), expected.size());
  for (const Rule& rule : rules()) {
    ASSERT_TRUE(expected.contains(rule.route)) << rule.path;
    for (const auto& [role, name] : Names<Role>::all) {
      EXPECT_EQ(permitted(rule, role), expected.at(rule.route).contains(role)) << rule.path << ' ' << name;
    }
  }
}

// Each operation of the served description names its roles: they are the table's.
TEST(Permission, TheDescriptionSaysTheSame) {
  namespace json = boost::json;
  const auto document = json::parse(std::string(protocol::openapi_document())).as_object();
  std::size_t operations = 0;
  for (const auto& path : document.at("paths").as_object()) {
    for (const auto& operation : path.value().as_object()) {
      if (!operation.value().is_object() || !operation.value().as_object().contains("x-roles")) continue;
      std::string method(operation.key());
      for (char& c : method) c = static_cast<char>(std::toupper(c));
      const auto target = parse_target(std::string(path.key()));
      ASSERT_TRUE(target) << path.key();
      const Match found = match(method, *target);
      ASSERT_NE(found.rule, nullptr) << method << ' ' << path.key();
      std::set<std::string> said;
      for (const auto& role : operation.value().as_object().at("x-roles").as_array()) {
        said.insert(std::string(role.as_string()));
      }
      for (const auto& [role, name] : Names<Role>::all) {
        EXPECT_EQ(permitted(*found.rule, role), said.contains(std::string(name)))
            << method << ' ' << path.key() << ' ' << name;
      }
      ++operations;
    }
  }
  EXPECT_GE(operations, rules().size() - 4);  // views of one stream are one operation, verbs are many
}

TEST(Permission, WhatChangesTicketsOrDesksNeedsAKeyOrTakesOne) {
  for (const Rule& rule : rules()) {
    const bool desk_or_ticket = rule.path.find("/desks/") != std::string_view::npos ||
                                rule.path.find("/tickets") != std::string_view::npos;
    if (rule.method != "POST" || !desk_or_ticket) continue;
    EXPECT_NE(rule.key, KeyRule::none) << rule.path;
  }
}

}  // namespace
}  // namespace talon::http
