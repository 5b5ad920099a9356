// SPDX-License-Identifier: MIT
#include "server/client/sse_parser.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace talon::client {
namespace {

/// "id=data;" of every message when the text comes in pieces of `size`.
std::string read(std::string_view text, std::size_t size, bool good = true) {
  SseParser parser;
  std::vector<StreamMessage> messages;
  bool still = true;
  for (; !text.empty(); text.remove_prefix(std::min(size, text.size())))
    still = parser.feed(text.substr(0, size), messages);
  EXPECT_EQ(still, good);
  std::string all;
  for (const StreamMessage& message : messages) all += message.id + "=" + message.data + ";";
  return all;
}

TEST(SseParser, ReadsAsTheStandardSays) {
  struct Row {
    std::string_view text;
    const char* messages;
  };
  using namespace std::string_view_literals;
  const Row rows[] = {
      {"id: 1\ndata: {}\n\n", "1={};"},
      {"id:1\ndata:{}\n\n", "1={};"},
      {"data:  two\n\n", "= two;"},
      {"\xEF\xBB\xBFid: 1\ndata: a\n\n", "1=a;"},
      {"id: 1\r\ndata: a\r\n\r\n", "1=a;"},
      {"id: 1\rdata: a\r\r", "1=a;"},
      {": keep\n\n: keep\n\nid: 1\ndata: a\n\n: keep\n\n", "1=a;"},
      {"id: 1\ndata: a\n\ndata: b\n\n", "1=a;1=b;"},
      {"id: 1\ndata: a\n\nid\ndata: b\n\n", "1=a;=b;"},
      {"data: a\ndata: b\n\n", "=a\nb;"},
      {"data\n\n", "=;"},
      {"id: 7\n\ndata: a\n\n", "7=a;"},
      {"id: 1\0002\ndata: a\n\n"sv, "=a;"},
      {"event: hall\nretry: 10\nfuture: x\ndata: a\n\n", "=a;"},
      {"data: not finished\n", ""},
      {"<html>\n502\n\n", ""},
      {"\n\n\n\r\n\r", ""},
  };
  for (const Row& row : rows) {
    for (std::size_t size = 1; size <= row.text.size(); ++size)
      EXPECT_EQ(read(row.text, size), row.messages) << size;
  }
}

TEST(SseParser, PiecesNeverMatter) {
  EXPECT_TRUE(rc::check([] {
    const auto piece = rc::gen::element<std::string>("id: ", "data: ", "data", ":", "\n", "\r", "\r\n", "x",
                                                     "7", "\n\n", "\xEF\xBB\xBF", "\xFF");
    const auto pieces = *rc::gen::container<std::vector<std::string>>(piece);
    std::string text;
    for (const auto& one : pieces) text += one;
    const auto size = *rc::gen::inRange<std::size_t>(1, 9);
    RC_ASSERT(read(text, size) == read(text, text.size() + 1));
  }));
}

TEST(SseParser, AMessageTooLongEndsTheStream) {
  for (const std::size_t size : {1U, 7U, 100U}) {
    SseParser parser("", 64);
    std::vector<StreamMessage> messages;
    std::string text = "data: ok\n\n";
    for (int i = 0; i < 10; ++i) text += "data: 0123456789\n";
    text += "\ndata: late\n\n";
    bool good = true;
    for (std::size_t i = 0; i < text.size(); i += size) good = parser.feed(text.substr(i, size), messages);
    EXPECT_FALSE(good);
    ASSERT_EQ(messages.size(), 1U);
    EXPECT_EQ(messages[0].data, "ok");
  }
}

TEST(SseParser, AStreamIsContinuedWithItsLastId) {
  SseParser parser("41");
  std::vector<StreamMessage> messages;
  parser.feed("data: a\n\nid: 42\n", messages);
  EXPECT_EQ(messages.at(0).id, "41");
  EXPECT_EQ(parser.last_id(), "41") << "an id counts when its message is complete";
  parser.feed("\n", messages);
  EXPECT_EQ(parser.last_id(), "42");
}

}  // namespace
}  // namespace talon::client
