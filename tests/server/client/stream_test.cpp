// SPDX-License-Identifier: MIT
#include <condition_variable>
#include <gtest/gtest.h>
#include <mutex>

#include "server/client/client.h"
#include "tests/server/client/scripted_server.h"

namespace talon::client {
namespace {

using test::Connection;
using test::Happened;
using test::ScriptedServer;
using Lines = std::vector<std::string>;

Settings quick(const std::string& url) {
  Settings settings;
  settings.server = url;
  settings.key = "key";
  settings.silence = Millis{150};
  settings.first_back_off = Millis{1};
  settings.longest_back_off = Millis{8};
  return settings;
}

/// An EventStream whose messages ("id data") and links come into one list.
struct Listening {
  Happened happened;
  std::unique_ptr<EventStream> stream;

  explicit Listening(Settings settings, std::string last_id = {}) {
    stream = std::make_unique<EventStream>(
        std::move(settings), "/api/v1/events?view=hall",
        [this](const StreamMessage& message) { happened.add(message.id + " " + message.data); },
        [this](Link link) {
          happened.add(link == Link::up ? "up" : link == Link::lost ? "lost" : "connecting");
        },
        std::move(last_id));
  }
};

TEST(EventStream, HandsOnMessagesInWhateverPiecesTheyCome) {
  ScriptedServer server({[](Connection& connection) {
    connection.read_request();
    const std::string text =
        std::string(test::stream_head) + "id: 1\ndata: {\"a\":1}\n\n: keep\n\nid: 2\r\ndata: b\r\n\r\n";
    for (const char byte : text) connection.write({&byte, 1});
    connection.wait_until_closed();
  }});
  Settings settings = quick(server.url());
  settings.silence = Millis{9000};
  Listening listening(settings);
  EXPECT_EQ(listening.happened.first(4), (Lines{"connecting", "up", "1 {\"a\":1}", "2 b"}));
}

TEST(EventStream, ComesBackWithTheLastIdAfterADroppedConnection) {
  Happened requests;
  ScriptedServer server({[&](Connection& connection) {
                           requests.add(connection.read_request());
                           connection.write(std::string(test::stream_head) +
                                            "id: 41\ndata: a\n\nid: 42\ndata: half");
                         },
                         [&](Connection& connection) {
                           requests.add(connection.read_request());
                           connection.write(std::string(test::stream_head) + "id: 42\ndata: b\n\n");
                           connection.wait_until_closed();
                         }});
  Settings settings = quick(server.url());
  settings.silence = Millis{9000};
  Listening listening(settings);
  EXPECT_EQ(listening.happened.first(6), (Lines{"connecting", "up", "41 a", "lost", "up", "42 b"}));
  const Lines sent = requests.first(2);
  ASSERT_EQ(sent.size(), 2U);
  EXPECT_TRUE(sent[0].starts_with("GET /api/v1/events?view=hall HTTP/1.1\r\n"));
  EXPECT_NE(sent[0].find("\r\nAuthorization: Bearer key\r\n"), std::string::npos);
  EXPECT_NE(sent[0].find("\r\nAccept: text/event-stream\r\n"), std::string::npos);
  EXPECT_EQ(sent[0].find("Last-Event-ID"), std::string::npos);
  EXPECT_NE(sent[1].find("\r\nLast-Event-ID: 41\r\n"), std::string::npos);
}

TEST(EventStream, ResumesWhereItIsTold) {
  Happened requests;
  ScriptedServer server({[&](Connection& connection) {
    requests.add(connection.read_request());
    connection.wait_until_closed();
  }});
  Listening listening(quick(server.url()), "812");
  EXPECT_NE(requests.first(1).at(0).find("\r\nLast-Event-ID: 812\r\n"), std::string::npos);
}

TEST(EventStream, SilenceIsALostLink) {
  ScriptedServer server({[](Connection& connection) {
    connection.read_request();
    connection.write(std::string(test::stream_head) + "id: 1\ndata: a\n\n");
    connection.wait_until_closed();  // half open: the connection stays and nothing comes
  }});
  Listening listening(quick(server.url()));
  EXPECT_EQ(listening.happened.first(7), (Lines{"connecting", "up", "1 a", "lost", "up", "1 a", "lost"}));
}

TEST(EventStream, AServerThatNeverAnswersIsALostLink) {
  ScriptedServer server({[](Connection& connection) { connection.wait_until_closed(); }});
  Listening listening(quick(server.url()));
  EXPECT_EQ(listening.happened.first(2), (Lines{"connecting", "lost"}));
}

TEST(EventStream, CommentsKeepTheLinkUp) {
  Happened done;
  ScriptedServer server({[&](Connection& connection) {
    connection.read_request();
    connection.write(test::stream_head);
    // Twenty comments at a tenth of the silence each: twice the silence without any message.
    std::mutex mutex;
    std::condition_variable never;
    std::unique_lock lock(mutex);
    for (int i = 0; i < 20; ++i) {
      connection.write(":\n\n");
      never.wait_for(lock, std::chrono::milliseconds{50});
    }
    connection.write("id: 1\ndata: a\n\n");
    connection.wait_until_closed();
  }});
  Settings settings = quick(server.url());
  settings.silence = Millis{500};
  Listening listening(settings);
  EXPECT_EQ(listening.happened.first(3), (Lines{"connecting", "up", "1 a"}));
}

TEST(EventStream, WhatIsNoEventStreamIsNotRead) {
  ScriptedServer server({[](Connection& connection) {
                           connection.read_request();
                           connection.write(test::json_reply("data: evil\n\n"));
                         },
                         [](Connection& connection) {
                           connection.read_request();
                           connection.write(
                               "HTTP/1.1 503 Down\r\nContent-Type: text/event-stream\r\n\r\ndata: x\n\n");
                         },
                         [](Connection& connection) {
                           connection.read_request();
                           connection.write("garbage\r\n\r\n");
                         },
                         [](Connection& connection) {
                           connection.read_request();
                           connection.write(std::string(test::stream_head) + "id: 1\ndata: good\n\n");
                           connection.wait_until_closed();
                         }});
  Settings settings = quick(server.url());
  settings.silence = Millis{9000};
  Listening listening(settings);
  EXPECT_EQ(listening.happened.first(4), (Lines{"connecting", "lost", "up", "1 good"}));
}

TEST(EventStream, WaitsForAServerThatIsNotThereYetAndStopsAtOnce) {
  Settings settings;
  {
    ScriptedServer gone({[](Connection&) {}});
    settings = quick(gone.url());
  }
  settings.first_back_off = settings.longest_back_off = Millis{3600'000};
  Listening listening(settings);
  EXPECT_EQ(listening.happened.first(2), (Lines{"connecting", "lost"}));
  listening.stream.reset();  // returns although an hour's back-off has just begun
}

}  // namespace
}  // namespace talon::client
