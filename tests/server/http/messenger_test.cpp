// SPDX-License-Identifier: MIT
// The sender of reminders in a whole small hall: once, again after a failure, never stale, nobody's number in
// the journal.
#include "server/http/messenger.h"

#include <boost/json.hpp>
#include <deque>
#include <fstream>
#include <future>
#include <gtest/gtest.h>
#include <sstream>

#include "tests/server/http/small_hall.h"

namespace talon::http {
namespace {

using namespace std::chrono_literals;
using reminder::Delivery;
using reminder::Message;
using reminder::Outcome;

class FakeGateway : public reminder::Gateway {
 public:
  Delivery send(const Message& message) override {
    std::optional<std::shared_future<void>> gate;
    Delivery answer{Outcome::sent, ""};
    {
      const std::lock_guard lock(mutex_);
      sent_.push_back(message);
      if (!answers.empty()) {
        answer = answers.front();
        answers.pop_front();
      }
      gate = std::exchange(gate_, {});
    }
    entered_.set_value();
    entered_ = {};
    if (gate) gate->wait();
    return answer;
  }
  void stop() override {}
  std::vector<Message> sent() {
    const std::lock_guard lock(mutex_);
    return sent_;
  }
  std::future<void> entered() { return entered_.get_future(); }
  void hold(std::shared_future<void> gate) { gate_ = std::move(gate); }
  std::deque<Delivery> answers;

 private:
  std::mutex mutex_;
  std::vector<Message> sent_;
  std::optional<std::shared_future<void>> gate_;
  std::promise<void> entered_;
};

class MessengerTest : public ::testing::Test {
 protected:
  MessengerTest()
      : messenger_({hall_.loop(), hall_.hall(), hall_.contacts(), gateway_, [](const auto&) {}}) {}
  ~MessengerTest() override { messenger_.finish(); }

  std::string book(const std::string& slot_at = "2026-03-03T09:00:00+05:00",
                   const std::string& remind = R"("sms","phone":"8 999 123-45-67")") {
    const Reply reply = hall_.ask(hall_.as_person(
        Role::specialist, "POST", "/api/v1/appointments",
        R"({"service":"benefit","procedure":"submission","slot_at":")" + slot_at +
            R"(","booked_by":"telephone","name":"Анна","consent":true,"remind":)" + remind + "}"));
    EXPECT_EQ(reply.status, 201) << reply.body;
    return std::string(boost::json::parse(reply.body).as_object().at("appointment").as_string());
  }
  [[nodiscard]] const queue::Appointment& stands(const std::string& id) const {
    return hall_.hall().state().appointments.at(AppointmentId{id});
  }
  void tick() {
    steady_ += 1s;
    messenger_.tick(steady_);
  }
  /// Ticks once and waits for what comes of it: an outcome in the journal.
  void attempt(const std::string& id) {
    const int before = stands(id).reminder_attempts;
    const std::size_t sent = gateway_.sent().size();
    tick();
    hall_.loop().run_until([&] { return stands(id).reminder_attempts > before; });
    hall_.loop().run_until([&] {
      return gateway_.sent().size() > sent && hall_.hall().under_way() == 0 &&
             (stands(id).reminded || !stands(id).reminder_reason.empty());
    });
  }
  /// Nothing is due: no attempt is begun.
  void expect_quiet() {
    const std::size_t sent = gateway_.sent().size();
    tick();
    EXPECT_EQ(hall_.hall().under_way(), 0U);
    EXPECT_EQ(gateway_.sent().size(), sent);
  }
  int files_with(const std::string& part) const {
    int found = 0;
    for (const auto& entry : std::filesystem::directory_iterator(hall_.folder())) {
      std::ostringstream bytes;
      bytes << std::ifstream(entry.path(), std::ios::binary).rdbuf();
      found += bytes.str().find(part) != std::string::npos ? 1 : 0;
    }
    return found;
  }
  std::string shown(const std::string& id) {
    return hall_.ask(hall_.as_person(Role::specialist, "GET", "/api/v1/appointments/" + id)).body;
  }

  test::SmallHall hall_;
  FakeGateway gateway_;
  Messenger messenger_;
  Millis steady_{0};
};

TEST_F(MessengerTest, SendsOnceAndStaffSeeIt) {
  const std::string id = book();
  EXPECT_NE(shown(id).find(R"("reminder":"waiting")"), std::string::npos) << shown(id);
  attempt(id);
  const Message sent = gateway_.sent().at(0);
  EXPECT_EQ(sent.to, "+79991234567");
  EXPECT_NE(sent.text.find("вторник, 3 марта, 9:00"), std::string::npos) << sent.text;
  EXPECT_EQ(sent.text.find("Анна"), std::string::npos) << "no more than is needed";
  EXPECT_NE(shown(id).find(R"("reminder":"sent")"), std::string::npos) << shown(id);
  hall_.pass(2h);
  expect_quiet();
}

TEST_F(MessengerTest, ALetterGoesToTheAddressOfMail) {
  const std::string id = book("2026-03-03T09:00:00+05:00", R"("email","email":"anna@example.org")");
  attempt(id);
  const Message sent = gateway_.sent().at(0);
  EXPECT_EQ(sent.channel, Channel::email);
  EXPECT_EQ(sent.to, "anna@example.org");
  EXPECT_EQ(sent.name, "Анна");
  EXPECT_NE(sent.text.find("Код записи: "), std::string::npos);
}

TEST_F(MessengerTest, AFailureIsTriedAgainUnderTheSameKey) {
  const std::string id = book();
  gateway_.answers = {{Outcome::later, "шлюз сообщений ответил 503"}, {Outcome::sent, ""}};
  attempt(id);
  EXPECT_NE(shown(id).find("шлюз сообщений ответил 503"), std::string::npos) << shown(id);
  hall_.pass(59s);
  expect_quiet();
  hall_.pass(1s);
  tick();
  hall_.loop().run_until([&] { return stands(id).reminded; });
  ASSERT_EQ(gateway_.sent().size(), 2U);
  EXPECT_EQ(gateway_.sent()[0].key, gateway_.sent()[1].key);
  EXPECT_EQ(gateway_.sent()[0].key.find(id), std::string::npos);
}

TEST_F(MessengerTest, ARefusalIsShownAndNotTriedAgain) {
  const std::string id = book();
  gateway_.answers = {{Outcome::never, "шлюз сообщений ответил 400"}};
  attempt(id);
  EXPECT_NE(shown(id).find(R"("reminder":"failed","reminder_reason":"шлюз сообщений ответил 400")"),
            std::string::npos)
      << shown(id);
  hall_.pass(3h);
  expect_quiet();
}

TEST_F(MessengerTest, WhatIsCancelledOrFarAwayIsNotSent) {
  const std::string cancelled = book();
  const std::string moved = book("2026-03-03T10:00:00+05:00");
  const auto post = [&](const std::string& target, const std::string& body) {
    EXPECT_EQ(
        hall_.ask(hall_.as_person(Role::specialist, "POST", "/api/v1/appointments/" + target, body)).status,
        204);
  };
  post(cancelled + "/cancel", R"({"reason":"не сможет"})");
  post(moved + "/move", R"({"slot_at":"2026-03-06T10:00:00+05:00"})");
  expect_quiet();
  hall_.pass(72h);
  hall_.tick();
  hall_.settle();
  attempt(moved);
  EXPECT_NE(gateway_.sent().at(0).text.find("пятница, 6 марта, 10:00"), std::string::npos);
}

TEST_F(MessengerTest, OneThatIsMovedWhileItsReminderIsOnTheWayIsRemindedAgain) {
  const std::string id = book();
  std::promise<void> open;
  gateway_.hold(open.get_future().share());
  auto entered = gateway_.entered();
  tick();
  hall_.loop().run_until([&] { return stands(id).reminder_attempts > 0 && hall_.hall().under_way() == 0; });
  entered.get();
  EXPECT_EQ(hall_
                .ask(hall_.as_person(Role::specialist, "POST", "/api/v1/appointments/" + id + "/move",
                                     R"({"slot_at":"2026-03-03T09:30:00+05:00"})"))
                .status,
            204);
  expect_quiet();  // one at a time
  open.set_value();
  hall_.loop().run_one();  // the outcome, of a time that is no more
  EXPECT_FALSE(stands(id).reminded);
  attempt(id);
  ASSERT_EQ(gateway_.sent().size(), 2U);
  EXPECT_NE(gateway_.sent()[1].text.find("9:30"), std::string::npos);
  EXPECT_NE(gateway_.sent()[0].key, gateway_.sent()[1].key);
}

TEST_F(MessengerTest, WhoseDataAreErasedIsNotReminded) {
  const std::string id = book();
  (void)shown(id);  // the clerk's jobs are done in order: the contact is settled
  EXPECT_EQ(hall_.contacts().erase("+79991234567"), 1);
  tick();
  hall_.loop().run_until([&] { return stands(id).reminder_given_up; });
  EXPECT_TRUE(gateway_.sent().empty());
  EXPECT_NE(shown(id).find("данные гражданина удалены"), std::string::npos);
}

TEST_F(MessengerTest, NobodysNumberIsInTheJournal) {
  const std::string id = book();
  gateway_.answers = {{Outcome::later, "нет связи"}};
  attempt(id);
  EXPECT_EQ(files_with("9991234567"), 1) << "people.db alone";
}

}  // namespace
}  // namespace talon::http
