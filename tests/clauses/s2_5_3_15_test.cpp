// SPDX-License-Identifier: MIT
// S2-5.3.15-b: «световыми информационными табло оповещения (видеоэкраном), размещаемыми на высоте не менее
// 2,2 м от пола, обеспечивающим видимость информации» A board hung lower is refused with the reason, and so
// is one whose numbers cannot be read from the farthest seat.
#include <gtest/gtest.h>

#include "server/configuration/configuration_file.h"
#include "tests/server/configuration/small_hall.h"

namespace talon::configuration {
namespace {

std::string refusal_of(const std::string& board) {
  return read_configuration(small_hall + "[[display]]\nid = \"board\"\ntitle = \"Табло\"\n" + board,
                            "hall.toml")
      .text();
}

TEST(Clause5315, ABoardHangsAtLeastTwoMetresTwentyHigh) {
  const std::string screen = "diagonal_inch = 55\ndistance_m = 6\n";
  EXPECT_EQ(refusal_of(screen + "mount_height_m = 2.2\n"), "");
  EXPECT_NE(refusal_of(screen + "mount_height_m = 2.19\n").find("2,2"), std::string::npos);
}

TEST(Clause5315, ItsNumbersCanBeReadFromTheFarthestSeat) {
  EXPECT_EQ(refusal_of("diagonal_inch = 55\ndistance_m = 6\n"), "");
  EXPECT_NE(refusal_of("diagonal_inch = 19\ndistance_m = 15\n"), "");
}

}  // namespace
}  // namespace talon::configuration
