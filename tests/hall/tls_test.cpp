// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "tests/hall/hall_process.h"

namespace talon::test {
namespace {

class Tls : public testing::Test {
 protected:
  void SetUp() override {
    cert_ = (hall_.folder() / "cert.pem").string();
    key_ = (hall_.folder() / "key.pem").string();
    const Ran made = run_program({"/usr/bin/openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
                                  "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj", "/CN=talon",
                                  "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key_, "-out", cert_});
    ASSERT_EQ(made.code, 0) << made.output;
    hall_.start({"--tls-cert", cert_, "--tls-key", key_});
  }
  [[nodiscard]] Ran curl(std::vector<std::string> more) const {
    std::vector<std::string> arguments = {"/usr/bin/curl", "-sS", "-i", "--cacert", cert_};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run_program(arguments);
  }
  HallProcess hall_;
  std::string cert_;
  std::string key_;
};

TEST_F(Tls, ServesWithSecureCookies) {
  EXPECT_EQ(hall_.url().rfind("https://", 0), 0u);
  const Ran hall = curl({hall_.url() + "/api/v1/hall"});
  EXPECT_EQ(hall.code, 0) << hall.output;
  EXPECT_NE(hall.output.find("Strict-Transport-Security"), std::string::npos);
  const Ran in = curl({"-H", "Content-Type: application/json", "-d",
                       std::string(R"({"login":"d1","password":")") + password + "\"}",
                       hall_.url() + "/api/v1/session"});
  EXPECT_NE(in.output.find("Set-Cookie: __Host-talon="), std::string::npos) << in.output;
  EXPECT_NE(in.output.find("; Path=/; HttpOnly; SameSite=Strict; Secure"), std::string::npos) << in.output;
}

TEST_F(Tls, TheCookieOfPlainHttpIsNoneHere) {
  const Ran in = curl({"-H", "Cookie: talon=00", hall_.url() + "/api/v1/session"});
  EXPECT_NE(in.output.find(" 401 "), std::string::npos);
}

TEST_F(Tls, OldVersionsAreRefused) {
  EXPECT_NE(curl({"--tls-max", "1.1", "--ciphers", "DEFAULT:@SECLEVEL=0", hall_.url() + "/healthz"}).code, 0);
  EXPECT_EQ(curl({"--tls-max", "1.2", hall_.url() + "/healthz"}).code, 0);
  EXPECT_EQ(curl({"--tlsv1.3", hall_.url() + "/healthz"}).code, 0);
}

TEST_F(Tls, PlainHttpAndGarbageHinderNobody) {
  Wire line = hall_.wire();
  EXPECT_EQ(line.call("GET", "/healthz").status, 0);
  EXPECT_EQ(curl({hall_.url() + "/healthz"}).code, 0);
}

TEST_F(Tls, StreamsFlow) {
  const Ran stream = curl({"-N", "--max-time", "2", hall_.url() + "/api/v1/events?view=hall"});
  EXPECT_NE(stream.output.find("\ndata: {\"seq\":"), std::string::npos) << stream.output;
  EXPECT_EQ(hall_.stop(), 0);
}

}  // namespace
}  // namespace talon::test
