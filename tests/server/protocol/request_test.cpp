// SPDX-License-Identifier: MIT
#include "server/protocol/request.h"

#include <gtest/gtest.h>

namespace talon::protocol {
namespace {

template <class Value>
std::string why(const Result<Value>& read) {
  if (read.ok()) return "(read)";
  EXPECT_EQ(read.refusal().code, RefusalCode::bad_request);
  return read.refusal().detail;
}

TEST(Request, ATicketIsAskedFor) {
  const auto read =
      read_issue_ticket(R"({"service":"child_benefit","procedure":"submission","language":"en"})");
  ASSERT_TRUE(read) << read.refusal().detail;
  EXPECT_EQ(read->service, ServiceId{"child_benefit"});
  EXPECT_EQ(read->procedure, ProcedureId{"submission"});
  EXPECT_EQ(read->language, "en");
  EXPECT_FALSE(read->number);
}

TEST(Request, ATicketIssuedWithoutTheServerHasNumberAndTimeTogether) {
  const std::string start = R"({"service":"a","procedure":"b")";
  const auto read = read_issue_ticket(start + R"(,"number":"П007","issued_at":"2026-03-02T09:00:00+05:00"})");
  ASSERT_TRUE(read) << read.refusal().detail;
  EXPECT_EQ(read->number, (TicketNumber{"П", 7}));
  EXPECT_EQ(why(read_issue_ticket(start + R"(,"number":"П007"})")),
            "поле «number»: нужно вместе с «issued_at»");
  EXPECT_EQ(why(read_issue_ticket(start + R"(,"issued_at":"2026-03-02T09:00:00Z"})")),
            "поле «issued_at»: нужно вместе с «number»");
  EXPECT_EQ(why(read_issue_ticket(start + R"(,"number":"","issued_at":"2026-03-02T09:00:00Z"})")),
            "поле «number»: нужен номер талона вида А017");
}

TEST(Request, TheSentenceNamesTheField) {
  struct Row {
    const char* body;
    const char* sentence;
  };
  const Row rows[] = {
      {"", "тело запроса пусто"},
      {"[]", "в теле запроса нужен объект"},
      {"{\"service\":", "JSON обрывается (знак 12)"},
      {"{\"service\":x", "это не JSON (знак 12)"},
      {"{} {}", "лишнее после JSON (знак 4)"},
      {"{}", "нет поля «service»"},
      {R"({"service":1,"procedure":"a"})", "поле «service»: нужна строка"},
      {R"({"service":null,"procedure":"a"})", "поле «service»: нужна строка"},
      {R"({"service":"a"})", "нет поля «procedure»"},
      {R"({"service":"a","procedure":"b","servce":"c"})", "неизвестное поле «servce»"},
      {R"({"service":"a\nb","procedure":"b"})", "поле «service»: управляющие знаки не допускаются"},
      {R"({"service":"a\u0085b","procedure":"b"})", "поле «service»: управляющие знаки не допускаются"},
      {R"({"service":"a","procedure":"b","language":"RU"})", "поле «language»: нужен код языка вида ru"},
      {R"({"service":"a","procedure":"b","number":"7"})", "поле «number»: нужен номер талона вида А017"},
      {R"({"service":"a","procedure":"b","issued_at":"9:00"})",
       "поле «issued_at»: нужно время вида 2026-03-02T09:14:07+05:00"},
      {R"({"a":[[[[[[[[[]]]]]]]]]})", "JSON вложен слишком глубоко (знак 13)"},
  };
  for (const Row& row : rows) EXPECT_EQ(why(read_issue_ticket(row.body)), row.sentence) << row.body;
}

TEST(Request, LengthIsCountedInCharactersAndTextIsTrimmed) {
  std::string letters;
  for (int i = 0; i < 64; ++i) letters += "ж";
  const auto read = read_issue_ticket(R"({"procedure":" b ","service":")" + letters + "\"}");
  ASSERT_TRUE(read) << read.refusal().detail;
  EXPECT_EQ(read->procedure, ProcedureId{"b"});
  EXPECT_EQ(why(read_issue_ticket(R"({"procedure":"b","service":")" + letters + "ж\"}")),
            "поле «service»: не больше 64 знаков");
}

TEST(Request, EveryDeskVerbIsRead) {
  const DeskId desk{"3"};
  for (const char* verb : {"open", "take-over", "resume", "close", "recall", "start", "next-applicant",
                           "no-show", "undo", "next", "finish"}) {
    EXPECT_TRUE(read_desk_command(verb, desk, "")) << verb;
    EXPECT_TRUE(read_desk_command(verb, desk, "{}")) << verb;
    EXPECT_EQ(why(read_desk_command(verb, desk, R"({"x":1})")), "неизвестное поле «x»") << verb;
  }
  EXPECT_EQ(std::get<CallNext>(*read_desk_command("next", desk, R"({"outcome":"accepted"})")).outcome,
            "accepted");
  EXPECT_EQ(std::get<FinishService>(*read_desk_command("finish", desk, R"({"outcome":"consulted"})")).outcome,
            "consulted");
  EXPECT_EQ(std::get<HoldTicket>(*read_desk_command("hold", desk, R"({"reason":"ждёт копию"})")).reason,
            "ждёт копию");
  EXPECT_EQ(std::get<PauseDesk>(*read_desk_command("pause", desk, R"({"reason":"обед"})")).desk, desk);
  EXPECT_EQ(std::get<ReturnTicket>(*read_desk_command("return", desk, R"({"ticket":"t"})")).ticket,
            TicketId{"t"});
  const auto transfer = read_desk_command(
      "transfer", desk, R"({"service":"a","procedure":"b","to_desk":"4","note":"с копиями"})");
  EXPECT_EQ(std::get<TransferTicket>(*transfer).to_desk, DeskId{"4"});
  EXPECT_EQ(std::get<CallTicket>(*read_desk_command("call", desk, R"({"ticket":"t","reason":"r"})")).desk,
            desk);
  EXPECT_EQ(why(read_desk_command("pause", desk, "{}")), "нет поля «reason»");
  EXPECT_EQ(read_desk_command("explode", desk, "").refusal().code, RefusalCode::not_found);
}

TEST(Request, EveryTicketVerbIsRead) {
  const TicketId ticket{"t"};
  EXPECT_EQ(std::get<ReportSlip>(
                *read_ticket_command("slip", ticket, R"({"outcome":"failed","reason":"media-empty"})"))
                .reason,
            "media-empty");
  EXPECT_EQ(why(read_ticket_command("slip", ticket, R"({"outcome":"pending"})")),
            "поле «outcome»: нужно одно из: printed, failed, unknown");
  EXPECT_EQ(std::get<RateTicket>(*read_ticket_command("rating", ticket, R"({"rating":3})")).rating, 3);
  EXPECT_EQ(why(read_ticket_command("rating", ticket, R"({"rating":4})")),
            "поле «rating»: нужно число от 1 до 3");
  EXPECT_EQ(why(read_ticket_command("rating", ticket, R"({"rating":99999999999})")),
            "поле «rating»: число слишком велико");
  EXPECT_EQ(why(read_ticket_command("rating", ticket, R"({"rating":1.5})")),
            "поле «rating»: нужно целое число");
  EXPECT_TRUE(read_ticket_command("cancel", ticket, R"({"reason":"left"})"));
  EXPECT_TRUE(read_ticket_command("arrive", ticket, ""));
  EXPECT_EQ(read_ticket_command("sing", ticket, "").refusal().code, RefusalCode::not_found);
}

TEST(Request, ADeviceReportsItsComponents) {
  const DeviceId device{"kiosk1"};
  const auto read = read_report_device(
      device, R"({"components":[{"component":"printer","health":"failed","reason":"media-empty"},)"
              R"({"component":"screen","health":"ok"}]})");
  ASSERT_TRUE(read) << read.refusal().detail;
  ASSERT_EQ(read->components.size(), 2U);
  EXPECT_EQ(read->components[0].health, Health::failed);
  const std::string sentence =
      "посетители не находят талона: 12 из последних 100, проверьте, печатает ли принтер";
  const auto told = read_report_device(
      device, R"({"components":[{"component":"slips","health":"warning","reason":")" + sentence + R"("}]})");
  ASSERT_TRUE(told) << told.refusal().detail;
  EXPECT_EQ(told->components[0].reason, sentence);
  EXPECT_EQ(why(read_report_device(device, R"({"components":[{"component":"a","health":"sad"}]})")),
            "поле «components[0].health»: нужно одно из: ok, warning, failed, silent");
  EXPECT_EQ(why(read_report_device(device, R"({"components":[{"component":"a","health":"ok","x":1}]})")),
            "неизвестное поле «components[0].x»");
  EXPECT_EQ(why(read_report_device(device, R"({"components":[7]})")), "поле «components[0]»: нужен объект");
  EXPECT_EQ(
      why(read_report_device(
          device, R"({"components":[{"component":"a","health":"ok"},{"component":"a","health":"ok"}]})")),
      "поле «components[1].component»: названо дважды");
}

TEST(Request, ADecisionHasAKindAndAReason) {
  const auto read =
      read_decide(R"({"kind":"extension","reason":"много людей","until":"2026-03-02T19:00:00+05:00"})");
  ASSERT_TRUE(read) << read.refusal().detail;
  EXPECT_EQ(read->decision.until, parse_timestamp("2026-03-02T19:00:00+05:00"));
  EXPECT_EQ(
      why(read_decide(R"({"kind":"party","reason":"x"})")),
      "поле «kind»: нужно одно из: extension, emergency, permission, choice, stop_issuing, mode, priority");
}

TEST(Request, APasswordKeepsItsSpaces) {
  EXPECT_EQ(read_log_in(R"({"login":" anna ","password":" a b "})")->password, " a b ");
  EXPECT_EQ(read_log_in(R"({"login":" anna ","password":" a b "})")->login, "anna");
}

}  // namespace
}  // namespace talon::protocol
