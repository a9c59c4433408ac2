package dev.coop.core.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** A file's name; a relative one starts from where coop was started. */
record FilePath() implements ValueType<Path> {
    @Override
    public Optional<Path> parse(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text));
        } catch (InvalidPathException notAPath) {
            return Optional.empty();
        }
    }

    @Override
    public String allowed() {
        return "the name of a file";
    }

    @Override
    public String label() {
        return "FILE";
    }

    @Override
    public String literal(Path value) {
        return Literals.quoted(value.toString());
    }

    @Override
    public String show(Path value) {
        return value.toString();
    }
}
