// SPDX-License-Identifier: MIT
#include "server/store/chain.h"

#include <gtest/gtest.h>

namespace talon::store {
namespace {

TEST(Chain, IsSha256OverThePreviousDigestAndTheBytes) {
  // (head -c 32 /dev/zero; printf '{"seq":1}') | sha256sum
  EXPECT_EQ(hex(chain_after(Digest{}, "{\"seq\":1}")),
            "ff44e121014845ba9f060b9dd529b57e3706d9dcbf47ce18d6a7e50bea6c7e46");
  EXPECT_NE(chain_after(Digest{}, "a"), chain_after(chain_after(Digest{}, "a"), "a"));
}

TEST(Chain, ASlipPrintsTheFirstFiftyBits) {
  EXPECT_EQ(head_text(Digest{}), "AAAAAAAAAA");
  Digest head{};
  head.fill(0xff);
  EXPECT_EQ(head_text(head), "7777777777");
  head = {0x66, 0x6f, 0x6f, 0x62, 0x61, 0x72, 0x21};  // base32("foobar!") = MZXW6YTBOIQQ====
  EXPECT_EQ(head_text(head), "MZXW6YTBOI");
}

TEST(Chain, HexIsReadBack) {
  const Digest digest = chain_after(Digest{}, "x");
  EXPECT_EQ(parse_hex(hex(digest)), digest);
  EXPECT_FALSE(parse_hex("00"));
  EXPECT_FALSE(parse_hex(std::string(63, '0') + "g"));
}

}  // namespace
}  // namespace talon::store
