// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>
#include <string>
#include <unordered_map>

#include "display/canvas/fonts_fontconfig.h"
#include "display/canvas/surface_cairo.h"

namespace talon::canvas {
namespace {

struct Unref {
  void operator()(gpointer object) const { g_object_unref(object); }
};
template <class Type>
using Owned = std::unique_ptr<Type, Unref>;
struct FreeDescription {
  void operator()(PangoFontDescription* description) const { pango_font_description_free(description); }
};
using Description = std::unique_ptr<PangoFontDescription, FreeDescription>;

Description describe(Face face, double size, int weight) {
  Description description(pango_font_description_new());
  // The second family is for the few signs the first lacks; nothing else is loaded, so nothing else can come.
  pango_font_description_set_family_static(
      description.get(), face == Face::numbers ? "PT Sans,Golos Text" : "Golos Text,PT Sans");
  pango_font_description_set_weight(
      description.get(), static_cast<PangoWeight>(face == Face::numbers ? PANGO_WEIGHT_BOLD : weight));
  pango_font_description_set_absolute_size(description.get(), size * PANGO_SCALE);
  return description;
}

bool is_digit(std::string_view text, std::size_t at) {
  return at < text.size() && text[at] >= '0' && text[at] <= '9';
}

/// A span of times or dates stays on one line: 8:30–17:30 does not break after its dash.
std::string spans_kept(std::string_view utf8) {
  constexpr std::string_view dash = "\u2013", joiner = "\u2060";
  std::string kept;
  std::size_t done = 0;
  for (auto at = utf8.find(dash); at != std::string_view::npos; at = utf8.find(dash, at + dash.size())) {
    if (at == 0 || !is_digit(utf8, at - 1) || !is_digit(utf8, at + dash.size())) continue;
    kept += utf8.substr(done, at + dash.size() - done);
    kept += joiner;
    done = at + dash.size();
  }
  return kept += utf8.substr(done);
}

/// How many letters, not bytes.
std::size_t letters(std::string_view utf8) {
  return static_cast<std::size_t>(
      std::count_if(utf8.begin(), utf8.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

/// A short number stays beside the word before it, behind a colon beside those after it: "кабинет 5" and
/// ": 5 нче кабинет" are not torn apart.
std::string numbers_kept(std::string_view utf8) {
  constexpr std::size_t longest_number = 6, longest = 16, particle = 3;
  constexpr std::string_view no_break = "\u00A0";
  std::string kept;
  std::size_t before = 0;  // letters since the last place where a line may break
  bool leads = false;      // the last word is such a number behind a colon, or a particle behind it
  for (std::size_t at = 0; at < utf8.size();) {
    const std::size_t end = std::min(utf8.find_first_of(" \n", at), utf8.size());
    const std::string_view word = utf8.substr(at, end - at);
    const std::size_t size = letters(word);
    const bool number = is_digit(word, 0) && size <= longest_number;
    const bool behind_word = number && !kept.ends_with(": ");
    const bool joined = (behind_word || leads) && size > 0 && before > 0 && before + 1 + size <= longest;
    leads = (number && !joined) || (leads && joined && size <= particle);
    if (joined) {
      kept.replace(kept.size() - 1, 1, no_break);
      before += 1 + size;
    } else {
      before = size;
    }
    kept += word;
    if (end < utf8.size()) kept += utf8[end];
    if (end < utf8.size() && utf8[end] == '\n') {
      before = 0;
      leads = false;
    }
    at = end + 1;
  }
  return kept;
}

void set_text(PangoLayout* layout, const std::string& utf8) {
  pango_layout_set_text(layout, utf8.data(), static_cast<int>(utf8.size()));
}

/// How many lines begin within a word.
int torn_words(PangoLayout* layout, std::string_view utf8) {
  int torn = 0;
  for (GSList* at = pango_layout_get_lines_readonly(layout); at != nullptr; at = at->next) {
    const auto start = static_cast<std::size_t>(static_cast<PangoLayoutLine*>(at->data)->start_index);
    if (start == 0) continue;
    const std::string_view before = utf8.substr(0, start);
    const bool whole = before.ends_with(' ') || before.ends_with('\n') || before.ends_with('-') ||
                       before.ends_with("\u2013") || before.ends_with("\u2014");
    if (!whole) ++torn;
  }
  return torn;
}

/// What a face is at an em of one pixel.
struct Proportions {
  double ascent = 0, descent = 0, capital = 0;
};

constexpr std::size_t cache_limit = 4096;

/// Pango's objects belong to one thread; each thread that draws text has its own and the fonts are shared.
class Engine {
 public:
  Engine() {
    const FontSet fonts = current_fonts();
    generation_ = fonts.generation;
    map_.reset(pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT));
    pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(map_.get()), fonts.config);
    FcConfigDestroy(fonts.config);
    context_.reset(pango_font_map_create_context(map_.get()));
    // No hinting and grey edges: the same picture on every machine, whatever its desktop settings say.
    cairo_font_options_t* options = cairo_font_options_create();
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(context_.get(), options);
    cairo_font_options_destroy(options);
    pango_cairo_context_set_resolution(context_.get(), 96);
    pango_context_set_language(context_.get(), pango_language_from_string("ru"));
    pango_context_set_base_dir(context_.get(), PANGO_DIRECTION_LTR);
  }

  [[nodiscard]] bool stale() const { return generation_ != font_generation(); }

  /// width 0: one line per paragraph.
  [[nodiscard]] Owned<PangoLayout> layout(std::string_view utf8, const TextStyle& style, double width) const {
    Owned<PangoLayout> result(pango_layout_new(context_.get()));
    const Description description = describe(style.face, style.size, style.weight);
    pango_layout_set_font_description(result.get(), description.get());
    // A word longer than the line is broken rather than lost beyond the edge.
    pango_layout_set_wrap(result.get(), PANGO_WRAP_WORD_CHAR);
    pango_layout_set_width(result.get(), width > 0 ? static_cast<int>(std::floor(width * PANGO_SCALE)) : -1);
    pango_layout_set_auto_dir(result.get(), FALSE);
    if (style.face == Face::numbers) {
      PangoAttrList* attributes = pango_attr_list_new();
      pango_attr_list_insert(attributes, pango_attr_font_features_new("tnum=1, lnum=1"));
      pango_layout_set_attributes(result.get(), attributes);
      pango_attr_list_unref(attributes);
    }
    const std::string plain = spans_kept(utf8);
    const std::string kept = numbers_kept(plain);
    set_text(result.get(), kept);
    if (width <= 0 || kept == plain) return result;
    // A narrow line that cannot hold word and number together would tear one of them.
    const int torn = torn_words(result.get(), kept);
    if (torn == 0) return result;
    set_text(result.get(), plain);
    if (torn_words(result.get(), plain) >= torn) set_text(result.get(), kept);
    return result;
  }

  [[nodiscard]] const Proportions& proportions(Face face, int weight) {
    Proportions& known = proportions_[static_cast<int>(face) * 1000 + weight];
    if (known.capital > 0) return known;
    constexpr double size = 1000;
    const Description description = describe(face, size, weight);
    PangoFontMetrics* metrics =
        pango_context_get_metrics(context_.get(), description.get(), pango_language_from_string("ru"));
    known.ascent = pango_font_metrics_get_ascent(metrics) / (size * PANGO_SCALE);
    known.descent = pango_font_metrics_get_descent(metrics) / (size * PANGO_SCALE);
    pango_font_metrics_unref(metrics);
    TextStyle style;
    style.face = face;
    style.size = size;
    style.weight = weight;
    const auto capital = layout("Н", style, 0);
    PangoRectangle ink;
    pango_layout_get_extents(capital.get(), &ink, nullptr);
    known.capital = ink.height / (size * PANGO_SCALE);
    return known;
  }

  [[nodiscard]] Measured measure(std::string_view utf8, const TextStyle& style, double width) {
    std::string key = std::to_string(static_cast<int>(style.face)) + ' ' + std::to_string(style.weight) +
                      ' ' + std::to_string(style.size) + ' ' + std::to_string(style.line_spacing) + ' ' +
                      std::to_string(width) + ' ';
    key += utf8;
    if (const auto known = measured_.find(key); known != measured_.end()) return known->second;
    if (measured_.size() >= cache_limit) measured_.clear();
    const Measured result = of(layout(utf8, style, width).get(), style);
    measured_.emplace(std::move(key), result);
    return result;
  }

  [[nodiscard]] Measured of(PangoLayout* text, const TextStyle& style) {
    if (pango_layout_get_character_count(text) == 0) return {};
    Measured result;
    result.lines = pango_layout_get_line_count(text);
    for (GSList* at = pango_layout_get_lines_readonly(text); at != nullptr; at = at->next)
      result.width = std::max(result.width, line_width(static_cast<PangoLayoutLine*>(at->data)));
    const Proportions& face = proportions(style.face, style.weight);
    result.height = (face.ascent + face.descent + (result.lines - 1) * style.line_spacing) * style.size;
    return result;
  }

  /// Advance or ink, whichever reaches farther to the right.
  [[nodiscard]] static double line_width(PangoLayoutLine* line) {
    PangoRectangle ink, logical;
    pango_layout_line_get_extents(line, &ink, &logical);
    return static_cast<double>(std::max(logical.width, ink.x + ink.width)) / PANGO_SCALE;
  }

 private:
  unsigned generation_ = 0;
  Owned<PangoFontMap> map_;
  Owned<PangoContext> context_;
  std::unordered_map<int, Proportions> proportions_;
  std::unordered_map<std::string, Measured> measured_;
};

Engine& engine() {
  thread_local std::unique_ptr<Engine> mine;
  if (!mine || mine->stale()) mine = std::make_unique<Engine>();
  return *mine;
}

/// Top of the text block. In the middle the capitals stand in the middle, not the line box with its empty
/// ascent; but never so that a block that fits leaves its box.
double block_top(const Rect& box, const Measured& block, const TextStyle& style, const Proportions& face) {
  const double spare = box.height - block.height;
  if (style.vertical == Vertical::top || spare <= 0) return box.y;
  if (style.vertical == Vertical::bottom) return box.y + spare;
  const double cap_top = (face.ascent - face.capital) * style.size;
  const double cap_middle = (cap_top + block.height - face.descent * style.size) / 2;
  return box.y + std::clamp(box.height / 2 - cap_middle, 0.0, spare);
}

}  // namespace

Measured Canvas::text(const Rect& box, std::string_view utf8, const TextStyle& style) {
  Engine& pango = engine();
  const auto layout = pango.layout(utf8, style, box.width);
  const Measured block = pango.of(layout.get(), style);
  if (block.lines == 0) return block;
  const Proportions& face = pango.proportions(style.face, style.weight);
  cairo_t* context = surface_->context.get();
  set_color(context, style.color);
  double baseline = block_top(box, block, style, face) + face.ascent * style.size;
  for (GSList* at = pango_layout_get_lines_readonly(layout.get()); at != nullptr; at = at->next) {
    auto* line = static_cast<PangoLayoutLine*>(at->data);
    const double spare = box.width > 0 ? box.width - Engine::line_width(line) : 0;
    const double shift = style.align == Align::left ? 0 : style.align == Align::center ? spare / 2 : spare;
    cairo_move_to(context, std::round(box.x + shift), std::round(baseline));
    pango_cairo_show_layout_line(context, line);
    baseline += style.line_spacing * style.size;
  }
  cairo_new_path(context);
  return block;
}

Measured measure(std::string_view utf8, const TextStyle& style, double width) {
  return engine().measure(utf8, style, width);
}

double cap_height(const TextStyle& style) {
  return engine().proportions(style.face, style.weight).capital * style.size;
}

double size_for_cap_height(Face face, double pixels) {
  return pixels / engine().proportions(face, face == Face::numbers ? 700 : 400).capital;
}

int missing_glyphs(std::string_view utf8, const TextStyle& style) {
  return pango_layout_get_unknown_glyphs_count(engine().layout(utf8, style, 0).get());
}

std::vector<std::string> families_used(std::string_view utf8, const TextStyle& style) {
  std::vector<std::string> families;
  const auto layout = engine().layout(utf8, style, 0);
  for (GSList* at = pango_layout_get_lines_readonly(layout.get()); at != nullptr; at = at->next) {
    for (GSList* run = static_cast<PangoLayoutLine*>(at->data)->runs; run != nullptr; run = run->next) {
      PangoFontDescription* font =
          pango_font_describe(static_cast<PangoGlyphItem*>(run->data)->item->analysis.font);
      families.emplace_back(pango_font_description_get_family(font));
      pango_font_description_free(font);
    }
  }
  std::sort(families.begin(), families.end());
  families.erase(std::unique(families.begin(), families.end()), families.end());
  return families;
}

}  // namespace talon::canvas
