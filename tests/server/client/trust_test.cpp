// SPDX-License-Identifier: MIT
// --ca against a real TLS server (openssl s_server): a hall's own certificate is trusted, and only that.
#include <gtest/gtest.h>

#include "server/client/client.h"
#include "tests/server/client/tls_server.h"

namespace talon::client {
namespace {

using test::TlsServer;

TEST(Trust, OnlyTheCertificateOfTheHallIsTrusted) {
  const TlsServer server;
  Settings settings;
  settings.server = server.url();
  settings.ca_file = server.certificate("hall");
  EXPECT_EQ(Client(settings).get("/").status, 200);
  settings.ca_file = server.certificate("other");
  EXPECT_FALSE(Client(settings).get("/").answered());
  settings.ca_file = "";
  EXPECT_FALSE(Client(settings).get("/").answered());
}

}  // namespace
}  // namespace talon::client
