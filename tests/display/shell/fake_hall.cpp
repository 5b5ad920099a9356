// SPDX-License-Identifier: MIT
#include "tests/display/shell/fake_hall.h"

#include <chrono>

#include "server/protocol/json.h"

namespace talon::display::test {

HallPicture hall_picture(std::int64_t seq, const std::string& number) {
  HallPicture picture;
  picture.seq = seq;
  picture.time.now = *parse_timestamp("2026-03-02T10:42:07.000+05:00");
  picture.office.name = "Управление социальной защиты населения";
  picture.open = true;
  if (number.empty()) return picture;
  CallPicture call;
  call.number = *parse_ticket_number(number);
  call.desk = DeskId{"1"};
  call.room = RoomId{"5"};
  call.room_title = "кабинет 5";
  call.seq = seq;
  call.called_at = picture.time.now;
  picture.calls.push_back(call);
  return picture;
}

FakeHall::FakeHall(std::string self) : self_(std::move(self)) {
  server_ = std::make_unique<client::test::ScriptedServer>(std::vector<client::test::ScriptedServer::Script>{
      [this](client::test::Connection& connection) { serve(connection); }});
}

FakeHall::~FakeHall() {
  {
    const std::scoped_lock lock(mutex_);
    quit_ = true;
  }
  changed_.notify_all();
  server_.reset();
}

void FakeHall::show(const HallPicture& picture) {
  const std::scoped_lock lock(mutex_);
  picture_ = "id: " + std::to_string(picture.seq) + "\ndata: " + protocol::encode(picture) + "\n\n";
  cut_ = false;
  ++version_;
  changed_.notify_all();
}

void FakeHall::cut() {
  const std::scoped_lock lock(mutex_);
  cut_ = true;
  changed_.notify_all();
}

std::string FakeHall::state_with(const std::string& part) {
  std::unique_lock lock(mutex_);
  std::string found;
  changed_.wait_for(lock, std::chrono::seconds{30}, [&] {
    for (const auto& state : states_) {
      if (state.find(part) != std::string::npos) found = state;
    }
    return !found.empty();
  });
  return found;
}

void FakeHall::serve(client::test::Connection& connection) {
  while (true) {
    const std::string request = connection.read_request();
    if (request.empty()) return;
    if (request.starts_with("GET /api/v1/events?view=hall")) return stream(connection);
    if (request.starts_with("PUT ") || request.starts_with("POST ")) {
      {
        const std::scoped_lock lock(mutex_);
        states_.push_back(request);
      }
      changed_.notify_all();
      connection.write("HTTP/1.1 204 No Content\r\n\r\n");
    } else {
      connection.write(client::test::json_reply(self_));
    }
  }
}

void FakeHall::stream(client::test::Connection& connection) {
  std::unique_lock lock(mutex_);
  if (cut_ || quit_) return;
  connection.write(client::test::stream_head);
  int sent = 0;
  while (!quit_ && !cut_) {
    if (sent != version_) connection.write(picture_);
    sent = version_;
    if (!changed_.wait_for(lock, std::chrono::seconds{3},
                           [&] { return quit_ || cut_ || sent != version_; })) {
      connection.write(": \n\n");
    }
  }
}

}  // namespace talon::display::test
