// SPDX-License-Identifier: MIT
// Puts things on a layout and knows the frame every page shares: header, title, the row of back and home, the
// bar. Internal to the screens.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "display/text/text.h"
#include "kiosk/screens/layout.h"
#include "kiosk/screens/palette.h"

namespace talon::screens {

/// How a button or card looks: an ordinary choice, the one thing to do, or what cannot be pressed now.
enum class Look { light, main, closed };

/// One choice of a list.
struct Card {
  std::optional<Action> action;  ///< empty: cannot be pressed
  Look look = Look::light;
  std::string title;
  std::string note;
  std::string waits;           ///< "сейчас ждут 4, около 20 минут"
  std::optional<Action> side;  ///< a second, smaller target beside the card
  std::string side_label;
};

class Composer {
 public:
  Composer(const Screen& screen, Millis now);

  Layout out;
  const Screen& screen;
  Millis now;
  const text::Catalogue& catalogue;
  const Palette& p;
  Sizes z;
  double mm;  ///< pixels

  [[nodiscard]] std::string say(std::string_view id,
                                const std::map<std::string, std::string>& values = {}) const {
    return catalogue.say(id, values);
  }
  /// The hall's own words in the visitor's language.
  [[nodiscard]] std::string hall(const std::string& words) const { return translated(screen, words); }

  // ---- single things
  [[nodiscard]] canvas::TextStyle style(double size, int weight = 400) const {
    return style(size, weight, p.text);
  }
  [[nodiscard]] static canvas::TextStyle style(double size, int weight, canvas::Color color);
  /// A style of Face::numbers whose capitals are `cap` pixels high.
  [[nodiscard]] canvas::TextStyle number_style(double cap, canvas::Color color) const;
  [[nodiscard]] static double height_of(const std::string& text, const canvas::TextStyle& style,
                                        double width);
  /// Text from (x, y) down, wrapped at `width`; returns its height (0 for no text).
  double text(double x, double y, double width, const std::string& words, const canvas::TextStyle& style) {
    return text(x, y, width, words, style, p.ground);
  }
  double text(double x, double y, double width, const std::string& words, const canvas::TextStyle& style,
              canvas::Color ground);
  void panel(const canvas::Rect& box, canvas::Color color, double radius = 0);
  void frame(const canvas::Rect& box, canvas::Color color, double radius = 0);
  void icon(Icon icon, const canvas::Rect& box, canvas::Color color, canvas::Color ground);

  // ---- what can be pressed
  [[nodiscard]] bool pressed(const Action& action) const;
  void button(const Action& action, const canvas::Rect& box, const std::string& label, Icon icon, Look look);
  /// Height a button of this width needs for its label.
  [[nodiscard]] double button_height(const std::string& label, double width) const;
  /// Width a button needs for its label in one line, with its sign and `pad` on both sides.
  [[nodiscard]] double button_width(const std::string& label, Icon icon, double pad) const;
  [[nodiscard]] double card_height(const Card& card, double width) const;
  /// The words of all cards from here on in the size of notes, with less room around them.
  void tighten() { tight_ = true; }
  void card(const Card& card, const canvas::Rect& box);
  /// Buttons side by side, equal where that breaks no label; all with their signs, or none.
  struct Cell {
    Action action;
    std::string label;
    Icon icon = Icon::none;
    Look look = Look::light;
  };
  /// All labels have their signs in a row of this width.
  [[nodiscard]] bool row_has_signs(const std::vector<Cell>& cells, double width) const {
    return shares(cells, width).signs;
  }
  [[nodiscard]] double row_height(const std::vector<Cell>& cells, double width) const;
  void row(const std::vector<Cell>& cells, const canvas::Rect& box);
  /// A row at the bottom of `area`; returns what is left above it.
  canvas::Rect bottom_row(const std::vector<Cell>& cells, const canvas::Rect& area);
  /// As many cards as fit into `area` on the screen's sheet, with a row to turn over when there are more.
  /// Notes are left out first.
  void cards(std::vector<Card> all, canvas::Rect area);
  /// The row to turn sheets over, at the bottom of `area`; returns what is left above it.
  canvas::Rect turning_row(const canvas::Rect& area);
  [[nodiscard]] double turning_height(double width) const;
  [[nodiscard]] double turning_width(double width) const;

  // ---- the frame of all pages
  void title(const std::string& words, const std::string& below = {});
  void back_and_home(bool with_back = true, const std::string& home_label = {});
  /// Keeps the place of back_and_home() free, which is drawn when the rest of the page is known.
  void keep_navigation() { nav_used_ = true; }
  /// In the place of back_and_home(): `right` instead of home.
  void back_and(const Cell& right, bool with_back = true);
  /// A strip of warning at the top of `area`; returns what is left below it.
  /// size: of its text, 0: a note; larger text gives way where it would take half of the area.
  canvas::Rect strip(const canvas::Rect& area, const std::string& words, bool alarm, double size = 0);
  /// The same for what is well: a quiet ground and a tick.
  canvas::Rect good_strip(const canvas::Rect& area, const std::string& words, double size = 0);
  /// Where a page puts its own things: below the title in portrait, the right column in landscape.
  [[nodiscard]] canvas::Rect body() const;
  /// The part of `area` in which things to press may stand: in the low layout the lower third of the glass.
  [[nodiscard]] canvas::Rect reachable(const canvas::Rect& area) const;
  /// A ring around what OK on the keypad would press.
  void focus_ring();

 private:
  /// How a strip looks.
  struct StripLook {
    canvas::Color ground, ink;
    Icon sign;
  };
  canvas::Rect strip(const canvas::Rect& area, const std::string& words, const StripLook& look, double size);
  struct Shares {
    std::vector<double> widths;
    bool signs = false;
  };
  /// Words may come so near to the edge of a button before their line is broken.
  [[nodiscard]] double least_pad() const { return 0.4 * z.pad; }
  /// Above and below the words of a card.
  [[nodiscard]] double card_pad() const { return tight_ ? 0.5 * z.pad : z.pad; }
  [[nodiscard]] double card_title() const { return tight_ ? z.note : z.choice; }
  /// Width of a button's words; its usual margins give way before a line is broken.
  [[nodiscard]] double room_for_words(const std::string& label, double width) const;
  [[nodiscard]] Shares shares(const std::vector<Cell>& cells, double width) const;
  [[nodiscard]] std::string settings_label() const;
  void training_strip();
  void header();
  void bar();
  void plan_navigation();
  /// Buttons one above the other, each as wide as the box.
  void stack(const std::vector<Cell>& cells, const canvas::Rect& box);
  [[nodiscard]] double stack_height(const std::vector<Cell>& cells, double width) const;
  [[nodiscard]] double side_width(const Card& card, double width) const;
  /// What the second button needs of a card's height: beside it, or below.
  [[nodiscard]] double side_height(const Card& card, double width) const;
  [[nodiscard]] double tallest(const std::vector<Card>& all, double width) const;
  [[nodiscard]] bool on_one_sheet(const std::vector<Card>& all, const canvas::Rect& area) const;
  void shed_words(std::vector<Card>& all, const canvas::Rect& area) const;
  void squeeze(std::vector<Card>& all, const canvas::Rect& area);
  void card_text(const Card& card, const canvas::Rect& box, canvas::Color ink, canvas::Color ground);
  void side_button(const Card& card, const canvas::Rect& box);

  bool landscape_;
  double top_ = 0;       ///< below the training strip
  canvas::Rect column_;  ///< of header, title, navigation and bar
  double head_end_ = 0;  ///< below what stands in the column so far
  double bar_top_ = 0;
  double foot_ = 0;  ///< below everything that is not a bar along the whole foot
  double nav_top_ = 0, nav_height_ = 0;
  Shares nav_;
  bool tight_ = false;  ///< cards do without half of their margins, their titles are no larger than notes
  bool sides_below_ = false;  ///< second buttons of cards stand below them
  bool nav_used_ = false;
};

}  // namespace talon::screens
