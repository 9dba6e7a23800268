#include "store/engine/lmdb_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <bit>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "store/model/error.h"

// LMDB's file, version 1, as every 0.9 writes it on a 64-bit machine, in the machine's own byte
// order.
//
//   page      number u64, unused u16, flags u16, then lower u16 and upper u16, or the count of
//   pages u32 when PageOverflow;
//             from byte 16 the u16 offsets of its nodes, as many as (lower - 16) / 2
//   node      u16 low, u16 high, u16 flags, u16 key length, key, value. Leaf: low and high are the
//   value's length.
//             Branch: low, high and flags are the child's page number.
//   tree      unused u32, flags u16, depth u16, four counts u64, root u64: 48 bytes
//   header    (pages 0 and 1, from byte 16) magic u32, version u32, address u64, map size u64, tree
//   of free pages (its
//             first u32 is the page size), main tree, last page u64, transaction u64

namespace hexapla::lmdb {
namespace {

constexpr std::uint32_t kMagic = 0xBEEFC0DE;
constexpr std::uint32_t kVersion = 1;
constexpr std::size_t kPageHeaderBytes = 16;
constexpr std::size_t kNodeHeaderBytes = 8;
constexpr std::size_t kTreeBytes = 48;
constexpr std::size_t kHeaderBytes = kPageHeaderBytes + 24 + 2 * kTreeBytes + 16;
constexpr std::size_t kSmallestPage = 512;
constexpr std::size_t kLargestPage = 32768;
constexpr std::uint64_t kNoPage = ~std::uint64_t{0};
constexpr int kDeepest = 32;
constexpr std::string_view kOutOfOrder = "has its entries out of order";

enum PageFlag : std::uint16_t { PageBranch = 1, PageLeaf = 2, PageOverflow = 4, PageHeader = 8 };
enum NodeFlag : std::uint16_t { NodeBig = 1, NodeTree = 2 };
constexpr std::uint16_t kIntegerKeys = 8;  // a tree's flag, of the free pages' alone

// The free pages' tree has lists of them for values; the main tree has the tables' trees.
enum class TreeKind { free, main, table };

// Reads a number at `offset`; whoever calls has checked the bounds.
template <class Number>
Number number_at(std::string_view bytes, std::size_t offset) {
  Number number;
  std::memcpy(&number, bytes.data() + offset, sizeof number);
  return number;
}

// Below which no key may lie that a walk of one tree, from left to right, still has to meet.
class Floor {
 public:
  explicit Floor(TreeKind kind) : has_integer_keys_(kind == TreeKind::free) {}

  // A leaf's key, or a branch's key other than its first, which LMDB leaves empty: the least that
  // the child may hold. False where it contradicts what came before.
  bool raise_to_key(std::string_view key) { return raise(key, true); }
  bool raise_to_separator(std::string_view key) { return raise(key, false); }

 private:
  bool raise(std::string_view key, bool is_taken) {
    if (key_) {
      const auto order = compare(key, *key_);
      if (order < 0 || (order == 0 && is_taken_)) return false;
    }
    key_ = key;
    is_taken_ = is_taken;
    return true;
  }

  int compare(std::string_view left, std::string_view right) const {
    if (!has_integer_keys_ || left.size() != sizeof(std::uint64_t) || right.size() != left.size())
      return left.compare(right);
    const auto left_number = number_at<std::uint64_t>(left, 0);
    const auto right_number = number_at<std::uint64_t>(right, 0);
    return left_number < right_number ? -1 : left_number > right_number ? 1 : 0;
  }

  bool has_integer_keys_;
  std::optional<std::string> key_;
  bool is_taken_ = false;  // a leaf has this key itself: the next must lie above it
};

struct Header {
  std::size_t page_bytes;
  std::uint64_t free_root;
  std::uint64_t main_root;
  std::uint64_t last_page;
  std::uint64_t transaction;

  friend bool operator==(const Header&, const Header&) = default;
};

class File {
 public:
  explicit File(const std::filesystem::path& path)
      : path_(path), file_(open(path.c_str(), O_RDONLY | O_CLOEXEC)) {
    if (file_ < 0 && errno != ENOENT) fail_io("open");
  }
  ~File() {
    if (file_ >= 0) close(file_);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;

  bool absent() const { return file_ < 0; }

  std::uint64_t size() const {
    struct stat status {};
    if (fstat(file_, &status) != 0) fail_io("read");
    return static_cast<std::uint64_t>(status.st_size);
  }

  // Fewer bytes where the file ends.
  std::string read(std::uint64_t offset, std::size_t length) const {
    std::string bytes(length, '\0');
    std::size_t filled = 0;
    while (filled < length) {
      const ssize_t got =
          pread(file_, bytes.data() + filled, length - filled, static_cast<off_t>(offset + filled));
      if (got < 0 && errno == EINTR) continue;
      if (got < 0) fail_io("read");
      if (got == 0) break;
      filled += static_cast<std::size_t>(got);
    }
    bytes.resize(filled);
    return bytes;
  }

  [[noreturn]] void fail(StoreError::Kind kind, std::string_view problem) const {
    throw StoreError(kind, fmt::format("{} {}", path_.string(), problem));
  }

 private:
  [[noreturn]] void fail_io(const char* operation) const {
    throw StoreError(StoreError::Kind::io,
                     fmt::format("cannot {} {}: {}", operation, path_.string(),
                                 std::generic_category().message(errno)));
  }

  std::filesystem::path path_;
  int file_;
};

Header read_header(const File& file, std::uint64_t offset) {
  const std::string page = file.read(offset, kHeaderBytes);
  if (page.size() < kHeaderBytes)
    file.fail(StoreError::Kind::corrupt, "is cut off within its header pages");
  if ((number_at<std::uint16_t>(page, 10) & PageHeader) == 0 ||
      number_at<std::uint32_t>(page, 16) != kMagic) {
    file.fail(StoreError::Kind::wrong_format,
              "is not an LMDB file of this machine's byte order and word size");
  }
  if (const auto version = number_at<std::uint32_t>(page, 20); version != kVersion) {
    file.fail(StoreError::Kind::wrong_format,
              fmt::format("is an LMDB file of version {}; we read version {}", version, kVersion));
  }
  const Header header{
      .page_bytes = number_at<std::uint32_t>(page, 40),
      .free_root = number_at<std::uint64_t>(page, 40 + 40),
      .main_root = number_at<std::uint64_t>(page, 88 + 40),
      .last_page = number_at<std::uint64_t>(page, 136),
      .transaction = number_at<std::uint64_t>(page, 144),
  };
  if (!std::has_single_bit(header.page_bytes) || header.page_bytes < kSmallestPage ||
      header.page_bytes > kLargestPage) {
    file.fail(StoreError::Kind::corrupt,
              fmt::format("claims pages of {} bytes", header.page_bytes));
  }
  if ((number_at<std::uint16_t>(page, 44) & ~1U) != kIntegerKeys ||
      number_at<std::uint16_t>(page, 92) != 0) {
    file.fail(StoreError::Kind::wrong_format, "has trees of an unknown kind");
  }
  if (header.last_page > (std::uint64_t{1} << 47) / header.page_bytes) {
    file.fail(StoreError::Kind::corrupt, "claims to be larger than memory can address");
  }
  return header;
}

// The header that counts: of the newer transaction.
Header read_header(const File& file) {
  const Header first = read_header(file, 0);
  const Header second = read_header(file, first.page_bytes);
  if (second.page_bytes != first.page_bytes)
    file.fail(StoreError::Kind::corrupt, "contradicts itself about the size of its pages");
  return first.transaction > second.transaction ? first : second;
}

// Visits every page in use once, and fails at the first that cannot be.
class Walk {
 public:
  Walk(const File& file, const Header& header)
      : file_(file),
        header_(header),
        pages_(std::min(file.size() / header.page_bytes, header.last_page + 1)),
        seen_(pages_, false) {}

  void run() {
    whole_tree(header_.free_root, TreeKind::free);
    whole_tree(header_.main_root, TreeKind::main);
  }

 private:
  [[noreturn]] void fail(std::uint64_t page, std::string_view problem) const {
    file_.fail(
        StoreError::Kind::corrupt,
        fmt::format("is damaged or cut off: page {} {}; restore it from a backup", page, problem));
  }

  void claim(std::uint64_t first, std::uint64_t count) {
    if (first < 2 || first >= pages_ || count > pages_ - first) {
      fail(first, "is referred to and lies outside of the file");
    }
    for (std::uint64_t page = first; page < first + count; ++page) {
      if (seen_[page]) fail(page, "is referred to twice");
      seen_[page] = true;
    }
  }

  void whole_tree(std::uint64_t root, TreeKind kind) {
    if (root == kNoPage) return;
    Floor floor(kind);
    tree(root, 0, kind, floor);
  }

  void tree(std::uint64_t root, int depth, TreeKind kind, Floor& floor) {
    if (depth > kDeepest) fail(root, "lies too deep");
    claim(root, 1);
    const std::string page = file_.read(root * header_.page_bytes, header_.page_bytes);
    if (page.size() < header_.page_bytes) fail(root, "is cut off");
    const auto flags = number_at<std::uint16_t>(page, 10);
    const auto lower = number_at<std::uint16_t>(page, 12);
    const auto upper = number_at<std::uint16_t>(page, 14);
    const bool branch = flags == PageBranch;
    if (number_at<std::uint64_t>(page, 0) != root) fail(root, "has the number of another");
    if (!branch && flags != PageLeaf) fail(root, "is neither branch nor leaf");
    if (lower < kPageHeaderBytes || lower % 2 != 0 || lower > upper || upper > page.size()) {
      fail(root, "has impossible bounds");
    }
    const std::size_t nodes = (lower - kPageHeaderBytes) / 2;
    if (nodes < (branch ? 2U : 1U)) fail(root, "has too few entries");
    // LMDB packs the entries at the end of the page, each on an even offset, without gaps.
    std::size_t room_taken = 0;
    std::vector<std::size_t> starts;
    for (std::size_t i = 0; i < nodes; ++i) {
      const std::size_t at = number_at<std::uint16_t>(page, kPageHeaderBytes + 2 * i);
      if (at < upper || at % 2 != 0 || at + kNodeHeaderBytes > page.size()) {
        fail(root, "has an entry outside of its bounds");
      }
      const std::string_view node = std::string_view(page).substr(at);
      const std::size_t key_bytes = number_at<std::uint16_t>(node, 6);
      if (key_bytes > node.size() - kNodeHeaderBytes) fail(root, "has a key that it does not hold");
      const std::string_view key = node.substr(kNodeHeaderBytes, key_bytes);
      if (branch) {
        const std::uint64_t child = number_at<std::uint32_t>(node, 0) |
                                    std::uint64_t{number_at<std::uint16_t>(node, 4)} << 32;
        if (i > 0 && !floor.raise_to_separator(key)) fail(root, kOutOfOrder);
        room_taken += even(kNodeHeaderBytes + key_bytes);
        tree(child, depth + 1, kind, floor);
      } else {
        if (!floor.raise_to_key(key)) fail(root, kOutOfOrder);
        room_taken += even(leaf_node(root, node, kNodeHeaderBytes + key_bytes, kind));
      }
      starts.push_back(at);
    }
    std::sort(starts.begin(), starts.end());
    if (room_taken != page.size() - upper ||
        std::adjacent_find(starts.begin(), starts.end()) != starts.end()) {
      fail(root, "has entries that do not fill its room");
    }
  }

  static std::size_t even(std::size_t bytes) { return bytes + bytes % 2; }

  // The bytes that the entry takes on its page.
  std::size_t leaf_node(std::uint64_t owner, std::string_view node, std::size_t value_at,
                        TreeKind kind) {
    const auto value_bytes = number_at<std::uint32_t>(node, 0);
    const auto flags = number_at<std::uint16_t>(node, 4);
    if (flags != 0 && flags != NodeBig && !(flags == NodeTree && kind == TreeKind::main)) {
      fail(owner, "has an entry of an unknown kind");
    }
    if (kind == TreeKind::free && value_at != kNodeHeaderBytes + sizeof(std::uint64_t)) {
      fail(owner, "has a list of free pages under no transaction");
    }
    const std::size_t held = flags == NodeBig ? sizeof(std::uint64_t) : value_bytes;
    if (held > node.size() - value_at) fail(owner, "has an entry that it does not hold");
    const std::string_view value = node.substr(value_at, held);
    if (flags == NodeBig) {
      const auto first = number_at<std::uint64_t>(value, 0);
      overflow(first, value_bytes);
      if (kind == TreeKind::free) {
        free_pages(owner, file_.read(first * header_.page_bytes + kPageHeaderBytes, value_bytes));
      }
    } else if (flags == NodeTree) {
      if (value.size() != kTreeBytes || number_at<std::uint16_t>(value, 4) != 0) {
        fail(owner, "has a table of an unknown kind");
      }
      whole_tree(number_at<std::uint64_t>(value, 40), TreeKind::table);
    } else if (kind == TreeKind::free) {
      free_pages(owner, value);
    }
    return value_at + held;
  }

  void overflow(std::uint64_t first, std::uint32_t value_bytes) {
    const std::uint64_t needed =
        (kPageHeaderBytes + value_bytes + header_.page_bytes - 1) / header_.page_bytes;
    if (first >= pages_) fail(first, "is referred to and lies outside of the file");
    const std::string head = file_.read(first * header_.page_bytes, kPageHeaderBytes);
    if (head.size() < kPageHeaderBytes) fail(first, "is cut off");
    if (number_at<std::uint64_t>(head, 0) != first ||
        number_at<std::uint16_t>(head, 10) != PageOverflow) {
      fail(first, "does not hold the value that it should");
    }
    const auto count = number_at<std::uint32_t>(head, 12);
    if (count < needed) fail(first, "is too short for its value");
    claim(first, count);
  }

  // A count and as many page numbers, the greatest first. Pages past the end of the file were
  // allocated and never needed.
  void free_pages(std::uint64_t owner, std::string_view list) {
    constexpr std::size_t kWidth = sizeof(std::uint64_t);
    const std::uint64_t count = list.size() < kWidth ? 0 : number_at<std::uint64_t>(list, 0);
    if (list.size() < kWidth || count > list.size() / kWidth - 1)
      fail(owner, "has a list of free pages that it does not hold");
    std::uint64_t previous = header_.last_page + 1;
    for (std::size_t i = 1; i <= count; ++i) {
      const auto page = number_at<std::uint64_t>(list, i * kWidth);
      if (page < 2 || page >= previous)
        fail(owner, "has a list of free pages that is out of order");
      previous = page;
      if (page < pages_) claim(page, 1);
    }
  }

  const File& file_;
  const Header header_;
  const std::uint64_t pages_;
  std::vector<bool> seen_;
};

// A writer elsewhere may use pages again while we walk: then the header has changed, and we walk
// anew.
void walk(const File& file, Header header) {
  for (;;) {
    try {
      Walk(file, header).run();
      return;
    } catch (const StoreError&) {
      const Header now = read_header(file);
      if (now == header) throw;
      header = now;
    }
  }
}

}  // namespace

FileState check_file(const std::filesystem::path& data_file) {
  const File file(data_file);
  if (file.absent() || file.size() == 0) return FileState::absent;
  if constexpr (sizeof(void*) == 8) {
    const Header header = read_header(file);
    const std::uint64_t size = file.size();
    if (size < (header.last_page + 1) * header.page_bytes || size <= kSmallFileBytes)
      walk(file, header);
  }
  return FileState::usable;
}

void check_every_page(const std::filesystem::path& data_file) {
  const File file(data_file);
  if (file.absent() || file.size() == 0)
    throw StoreError(StoreError::Kind::missing, data_file.string() + " is missing or empty");
  if constexpr (sizeof(void*) == 8) walk(file, read_header(file));
}

}  // namespace hexapla::lmdb
