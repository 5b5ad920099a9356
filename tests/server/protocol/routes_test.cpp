// SPDX-License-Identifier: MIT
// The description that is served names exactly the calls that the server has, for the same roles and keys.
#include <algorithm>
#include <boost/json.hpp>
#include <gtest/gtest.h>
#include <set>

#include "server/http/permission.h"
#include "server/model/names.h"
#include "server/protocol/openapi.h"

namespace talon::protocol {
namespace {

namespace json = boost::json;

/// "/desks/{desk}/open" -> "/desks/x/open"
std::string concrete(std::string path) {
  for (auto open = path.find('{'); open != std::string::npos; open = path.find('{'))
    path.replace(open, path.find('}') - open + 1, "x");
  return path;
}

std::string roles(const http::Rule& rule) {
  std::string all;
  for (const auto& [role, name] : Names<Role>::all)
    all += rule.roles.has(role) ? std::string(name) + " " : "";
  return all;
}
std::string roles(const json::object& operation) {
  std::string all;
  for (const json::value& role : operation.at("x-roles").as_array())
    all += std::string(role.as_string()) + " ";
  return all;
}

http::KeyRule key(const json::object& operation) {
  const json::value* parameters = operation.if_contains("parameters");
  if (parameters == nullptr) return http::KeyRule::none;
  for (const json::value& parameter : parameters->as_array()) {
    if (parameter.at("name") != "Idempotency-Key") continue;
    return parameter.at("required").as_bool() ? http::KeyRule::required : http::KeyRule::optional;
  }
  return http::KeyRule::none;
}

TEST(Routes, TheDescriptionAndTheTableOfRightsAreEqual) {
  std::set<http::Route> described;
  const json::value document = json::parse(openapi_document());
  for (const auto& path : document.at("paths").as_object()) {
    for (const auto& entry : path.value().as_object()) {
      std::string method(entry.key());
      std::transform(method.begin(), method.end(), method.begin(),
                     [](char c) { return static_cast<char>(c - 32); });
      const std::string where = method + " " + std::string(path.key());
      const auto target = http::parse_target(concrete(std::string(path.key())));
      ASSERT_TRUE(target) << where;
      const http::Match match = http::match(method, *target);
      ASSERT_NE(match.rule, nullptr) << where;
      const json::object& operation = entry.value().as_object();
      EXPECT_EQ(roles(operation), roles(*match.rule)) << where;
      EXPECT_EQ(key(operation), match.rule->key) << where;
      described.insert(match.rule->route);
    }
  }
  for (const http::Rule& rule : http::rules()) {
    if (rule.path.find('?') != std::string_view::npos) continue;  // the stricter views of /events
    EXPECT_TRUE(described.contains(rule.route)) << rule.method << " " << rule.path;
  }
}

}  // namespace
}  // namespace talon::protocol
