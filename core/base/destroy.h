#pragma once

namespace vigia::core {

/// Deleter of a C library's object: `std::unique_ptr<BIO, Destroy<&BIO_free_all>>`.
template <auto destroy> struct Destroy {
    template <class T> void operator()(T* object) const noexcept { destroy(object); }
};

} // namespace vigia::core
