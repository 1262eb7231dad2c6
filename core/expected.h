// Names tl::expected once, so that std::expected can replace it.
#pragma once

#include <tl/expected.hpp>

namespace gouji {

template <class T, class E>
using expected = tl::expected<T, E>;

template <class E>
auto unexpected(E&& error) {
  return tl::unexpected<std::decay_t<E>>(std::forward<E>(error));
}

}  // namespace gouji
