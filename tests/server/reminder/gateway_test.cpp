// SPDX-License-Identifier: MIT
// The gateway against a mail server and an SMS gateway of a few lines each, on loopback.
#include "server/reminder/gateway.h"

#include <future>
#include <gtest/gtest.h>

#include "tests/server/client/scripted_server.h"
#include "tests/server/client/tls_server.h"

namespace talon::reminder {
namespace {

using client::test::Connection;
using client::test::Happened;
using client::test::ScriptedServer;
using client::test::TlsServer;

Message message(Channel channel) {
  Message made;
  made.channel = channel;
  made.key = "0123456789abcdef";
  made.to = channel == Channel::email ? "anna@example.org" : "+79991234567";
  made.name = "Анна";
  made.office = "УСЗН";
  made.subject = "Запись на приём";
  made.text = "Код 48151 62342\n";
  made.at = *parse_timestamp("2026-03-02T09:05:07.000+05:00");
  return made;
}

/// What a mail server says to each command; the usual where nothing else is told.
struct Says {
  std::string greeting = "220 sink";
  std::string auth = "235 ok";
  std::string rcpt = "250 ok";
  std::string data = "250 taken";
};
ScriptedServer::Script sink(Happened& happened, Says says = {}) {
  return [&happened, says](Connection& line) {
    line.write(says.greeting + "\r\n");
    for (std::string command = line.read_line(); !command.empty(); command = line.read_line()) {
      happened.add(command);
      if (command.starts_with("EHLO")) {
        line.write("250-sink\r\n250 AUTH PLAIN\r\n");
      } else if (command.starts_with("AUTH")) {
        line.write("334 \r\n");
        happened.add(line.read_line());
        line.write(says.auth + "\r\n");
      } else if (command.starts_with("RCPT")) {
        line.write(says.rcpt + "\r\n");
      } else if (command == "DATA") {
        line.write("354 go\r\n");
        std::string text;
        for (std::string row = line.read_line(); row != "."; row = line.read_line()) text += row + "\n";
        happened.add(text);
        line.write(says.data + "\r\n");
      } else {
        line.write(command == "QUIT" ? "221 bye\r\n" : "250 ok\r\n");
      }
    }
  };
}

ScriptedServer::Script web(Happened& happened, const std::string& answer) {
  return [&happened, answer](Connection& line) {
    happened.add(line.read_request());
    line.write(answer);
  };
}

class GatewayTest : public ::testing::Test {
 protected:
  Delivery mail(ScriptedServer::Script script, Message what = message(Channel::email)) {
    const ScriptedServer server({std::move(script)});
    Reminders settings;
    settings.smtp_url = "smtp://127.0.0.1:" + std::to_string(server.port());
    settings.from = "zal@example.org";
    return open_gateway(settings, secrets, patience)->send(what);
  }
  Delivery sms(ScriptedServer::Script script) {
    const ScriptedServer server({std::move(script)});
    Reminders settings;
    settings.sms_url = server.url() + "/send";
    return open_gateway(settings, secrets, patience)->send(message(Channel::sms));
  }
  Happened happened;
  Secrets secrets;
  Patience patience;
};

void expect_later(const Delivery& delivery, const std::string& reason) {
  EXPECT_EQ(delivery.outcome, Outcome::later) << delivery.reason;
  EXPECT_EQ(delivery.reason, reason);
}
void expect_never(const Delivery& delivery, const std::string& reason) {
  EXPECT_EQ(delivery.outcome, Outcome::never) << delivery.reason;
  EXPECT_EQ(delivery.reason, reason);
}

TEST_F(GatewayTest, ALetterIsTakenOver) {
  secrets = {"zal", "пароль", ""};
  EXPECT_EQ(mail(sink(happened)).outcome, Outcome::sent);
  const auto said = happened.first(7);
  ASSERT_EQ(said.size(), 7U);
  EXPECT_TRUE(said[0].starts_with("EHLO"));
  EXPECT_EQ(said[1], "AUTH PLAIN");
  EXPECT_EQ(said[3], "MAIL FROM:<zal@example.org>");
  EXPECT_EQ(said[4], "RCPT TO:<anna@example.org>");
  EXPECT_EQ(said[5], "DATA");
  EXPECT_NE(said[6].find("\nSubject: =?UTF-8?B?0JfQsNC/0LjRgdGMINC90LAg0L/RgNC40ZHQvA==?=\n"),
            std::string::npos)
      << said[6];
  EXPECT_NE(said[6].find("\nMessage-ID: <0123456789abcdef@example.org>\n"), std::string::npos);
}

TEST_F(GatewayTest, RefusalsOfAMailServerAreFinalOrNot) {
  Says says;
  says.rcpt = "550 no such user anna@example.org";
  const Delivery unknown = mail(sink(happened, says));
  expect_never(unknown, "сервер почты ответил 550");
  says.rcpt = "450 later, anna@example.org";
  expect_later(mail(sink(happened, says)), "сервер почты ответил 450");
  says = {};
  says.data = "554 spam";
  expect_never(mail(sink(happened, says)), "сервер почты ответил 554");
  says = {};
  says.greeting = "421 busy";
  expect_later(mail(sink(happened, says)), "сервер почты ответил 421");
  secrets = {"zal", "пароль", ""};
  says = {};
  says.auth = "535 wrong";
  expect_later(mail(sink(happened, says)), "сервер почты не принял имя и пароль");
}

TEST_F(GatewayTest, AMailServerThatIsNotThereOrHangsUpOrSaysNothing) {
  expect_later(mail([](Connection&) {}), "сервер почты: нет связи");
  Reminders settings;
  settings.smtp_url = "smtp://127.0.0.1:9";
  settings.from = "zal@example.org";
  expect_later(open_gateway(settings, {})->send(message(Channel::email)), "сервер почты: нет связи");
  patience.whole = std::chrono::milliseconds{100};
  expect_later(mail([](Connection& line) { line.wait_until_closed(); }), "сервер почты не ответил вовремя");
}

TEST_F(GatewayTest, AnAddressThatWouldLeaveItsLineIsNotSent) {
  Message evil = message(Channel::email);
  evil.to = "anna@example.org>\r\nRCPT TO:<other@example.org";
  expect_never(mail(sink(happened), evil), "адрес составлен неверно");
  evil.to = "";
  expect_never(mail(sink(happened), evil), "адрес составлен неверно");
  EXPECT_TRUE(happened.first(0).empty());
}

TEST_F(GatewayTest, ASmsIsOneRequestWithAKeyThatARepeatShares) {
  secrets.sms_token = "тайна";
  EXPECT_EQ(sms(web(happened, client::test::json_reply("{}", "202 Accepted"))).outcome, Outcome::sent);
  const std::string request = happened.first(1).at(0);
  EXPECT_TRUE(request.starts_with("POST /send HTTP/1.1\r\n")) << request;
  for (const char* part : {"\r\nIdempotency-Key: 0123456789abcdef\r\n", "\r\nAuthorization: Bearer тайна\r\n",
                           "\r\nContent-Type: application/json\r\n"})
    EXPECT_NE(request.find(part), std::string::npos) << request;
  EXPECT_TRUE(request.ends_with(
      "{\"to\":\"+79991234567\",\"text\":\"Код 48151 62342\\n\",\"id\":\"0123456789abcdef\"}"))
      << request;
}

TEST_F(GatewayTest, AnswersOfAGatewayAreFinalOrNot) {
  const auto answer = [&](const std::string& status) {
    return sms(web(happened, client::test::json_reply("{\"error\":\"+79991234567\"}", status)));
  };
  expect_never(answer("400 Bad Request"), "шлюз сообщений ответил 400");
  expect_never(answer("422 Unprocessable"), "шлюз сообщений ответил 422");
  for (const char* again :
       {"401 Unauthorized", "404 Not Found", "429 Too Many", "500 Oops", "503 Busy", "302 Found"})
    expect_later(answer(again), std::string("шлюз сообщений ответил ") + std::string(again).substr(0, 3));
}

TEST_F(GatewayTest, AGatewayThatIsNotThereOrBreaksOffOrTalksForEver) {
  expect_later(sms([](Connection&) {}), "шлюз сообщений: нет связи");
  expect_later(sms(web(happened, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{")),
               "шлюз сообщений: нет связи");
  const std::string endless = "HTTP/1.1 200 OK\r\n\r\n" + std::string(1 << 20, 'x');
  EXPECT_EQ(sms(web(happened, endless)).outcome, Outcome::sent) << "it said 200";
  patience.whole = std::chrono::milliseconds{100};
  expect_later(sms([](Connection& line) { line.wait_until_closed(); }), "шлюз сообщений не ответил вовремя");
}

TEST_F(GatewayTest, StopEndsASendThatIsGoingOn) {
  std::promise<void> asked;
  const ScriptedServer server({[&](Connection& line) {
    (void)line.read_request();
    asked.set_value();
    line.wait_until_closed();
  }});
  Reminders settings;
  settings.sms_url = server.url();
  const auto gateway = open_gateway(settings, {}, {std::chrono::hours{1}, std::chrono::hours{1}});
  auto delivery = std::async(std::launch::async, [&] { return gateway->send(message(Channel::sms)); });
  asked.get_future().get();
  gateway->stop();
  expect_later(delivery.get(), "шлюз сообщений: нет связи");
}

TEST_F(GatewayTest, ACertificateOfSomebodyElseIsNotTrusted) {
  const TlsServer server;
  patience.whole = std::chrono::milliseconds{2000};
  Reminders settings;
  settings.smtp_url = "smtps://127.0.0.1:" + server.port();
  settings.from = "zal@example.org";
  for (const std::string& ca : {std::string(), server.certificate("other")}) {
    settings.ca_file = ca;
    expect_later(open_gateway(settings, {}, patience)->send(message(Channel::email)),
                 "сервер почты: защищённое соединение не установлено");
  }
  // The right one is: then the server, which speaks no SMTP, is waited for.
  settings.ca_file = server.certificate("hall");
  expect_later(open_gateway(settings, {}, patience)->send(message(Channel::email)),
               "сервер почты не ответил вовремя");
}

TEST_F(GatewayTest, WhatTheHallNoLongerHasIsSaid) {
  expect_never(open_gateway({}, {})->send(message(Channel::sms)), "этим способом зал больше не напоминает");
}

}  // namespace
}  // namespace talon::reminder
