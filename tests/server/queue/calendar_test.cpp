// SPDX-License-Identifier: MIT
// Reception hours, special days, decisions, and the sentences about them.
#include "server/queue/calendar.h"

#include <gtest/gtest.h>

#include "server/queue/sentences.h"
#include "tests/fakes/hall_fixture.h"

namespace talon {
namespace {

using namespace fakes;

Date date(std::string_view text) {
  return *parse_date(text);
}

TEST(Calendar, SentencesOfAClosedHall) {
  const Hall hall;
  struct Row {
    const char* date;
    const char* clock;
    const char* text;
  };
  const std::vector<Row> rows = {
      {"2026-03-02", "08:59:59", "Приём ещё не начался. Сегодня приём с 9:00."},
      {"2026-03-02", "09:00:00", ""},
      {"2026-03-02", "18:00:00", "Приём на сегодня окончен. Ближайший приём: вторник, 3 марта, с 8:30."},
      {"2026-03-05", "20:00:00", "Приём на сегодня окончен. Ближайший приём: понедельник, 9 марта, с 9:00."},
      {"2026-03-06", "10:00:00", "Сегодня приёма нет. Ближайший приём: понедельник, 9 марта, с 9:00."},
  };
  for (const Row& row : rows) {
    const Timestamp now = monday(row.clock, row.date);
    EXPECT_EQ(queue::closed_text(queue::hall_reception(hall.state(), now), now), row.text) << row.date;
  }
}

TEST(Calendar, HoursForTheClosedScreen) {
  EXPECT_EQ(queue::hours_text(small_hall()),
            (std::vector<std::string>{"Понедельник, четверг: 9:00–18:00", "Вторник, среда: 8:30–17:00",
                                      "Пятница, суббота, воскресенье: приёма нет"}));
}

TEST(Calendar, SpecialDays) {
  Configuration configuration = small_hall();
  configuration.special_days = {{date("2026-03-09"), "праздник", {}, {}},
                                {date("2026-03-06"), "вместо понедельника", 9h, 14h}};
  configuration.services[0].offers[0].hours = {{{std::chrono::Friday}, 8h, 12h}};
  const Offer& own = configuration.services[0].offers[0];
  EXPECT_TRUE(queue::reception(configuration, nullptr, date("2026-03-09")).empty());
  EXPECT_EQ(queue::reception(configuration, nullptr, date("2026-03-06")),
            (std::vector<queue::Span>{{9h, 14h}}));
  EXPECT_EQ(queue::reception(configuration, &own, date("2026-03-06")), (std::vector<queue::Span>{{9h, 12h}}));
  EXPECT_EQ(queue::reception(configuration, &own, date("2026-03-13")), (std::vector<queue::Span>{{8h, 12h}}));
}

TEST(Calendar, ALineWithItsOwnHours) {
  Configuration configuration = small_hall();
  configuration.services[0].offers[0].hours = {{{std::chrono::Friday}, 9h, 16h}};
  Hall hall(configuration, monday("10:00:00", "2026-03-06"));
  EXPECT_TRUE(hall.issue(consultation).ok()) << "also on a day without reception (S2-5.5.1)";
  EXPECT_EQ(hall.issue(submission).refusal().code, RefusalCode::hall_closed);
  hall.pass_to("16:00:00", "2026-03-06");
  EXPECT_EQ(hall.issue(consultation).refusal().code, RefusalCode::procedure_closed);
}

TEST(Calendar, TheLastTicketBeforeClosing) {
  Configuration configuration = small_hall();
  configuration.last_ticket_before = 30min;
  Hall hall(configuration, monday("17:29:59"));
  EXPECT_TRUE(hall.issue(submission).ok());
  hall.pass(1s);
  const auto refused = hall.issue(submission);
  EXPECT_EQ(refused.refusal().code, RefusalCode::hall_closed);
  EXPECT_EQ(refused.refusal().detail, "Талоны на сегодня больше не выдаются: приём до 18:00.");
}

TEST(Calendar, AnExtensionLengthensTheDay) {
  Hall hall(small_hall(), monday("17:00:00"));
  const Actor manager{Role::manager, "m", ""};
  EXPECT_EQ(hall.give(Decide{{"extension", "очередь", {}, ""}}, manager).refusal().code,
            RefusalCode::bad_request);
  EXPECT_EQ(hall.give(Decide{{"extension", "", monday("19:00:00"), ""}}, manager).refusal().code,
            RefusalCode::reason_required);
  ASSERT_TRUE(hall.give(Decide{{"extension", "очередь", monday("19:00:00"), ""}}, manager).ok());
  hall.pass_to("18:30:00");
  EXPECT_TRUE(hall.issue(submission).ok());
  hall.pass_to("19:00:00");
  EXPECT_EQ(hall.issue(submission).refusal().code, RefusalCode::hall_closed);
}

TEST(Calendar, WhereAVisitorIsAskedTo) {
  const RoomPicture five{RoomId{"5"}, "кабинет 5", ""};
  const RoomPicture six{RoomId{"6"}, "кабинет 6", ""};
  const RoomPicture lobby{RoomId{"0"}, "приёмная", ""};
  EXPECT_EQ(queue::where_text({five}), "Смотрите на табло: вас пригласят в кабинет 5.");
  EXPECT_EQ(queue::where_text({five, six}), "Смотрите на табло: вас пригласят в кабинет 5 или кабинет 6.");
  EXPECT_EQ(queue::where_text({lobby}), "Смотрите на табло: вас пригласят: приёмная.");
  EXPECT_EQ(queue::where_text({five, six, five, six}),
            "Смотрите на табло: на нём появятся ваш номер и кабинет.");
}

}  // namespace
}  // namespace talon
