package dev.coop.core.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The user's configuration file: {@code $XDG_CONFIG_HOME/coop/config.toml}, or {@code ~/.config/coop/config.toml}. */
record ConfigFile(Path path, Map<String, Entry> entries) {
    /** Bytes. Every setting with its longest value fits many times; more is some other file. */
    private static final int MAX = 1 << 20;

    /**
     * A value as it was written, without its quotes.
     *
     * @param line from 1, or 0 where it could not be found out
     */
    record Entry(String text, int line) {}

    /** Where it would be; empty in an environment that knows no home. */
    static Optional<Path> place(Map<String, String> environment) {
        return directory(environment.get("XDG_CONFIG_HOME"), "")
                .or(() -> directory(environment.get("HOME"), ".config"))
                .map(directory -> directory.resolve("coop").resolve("config.toml"));
    }

    /** Reads it, if there is one. */
    static Optional<ConfigFile> read(Path path) throws SettingsException {
        try {
            if (Files.size(path) > MAX) {
                throw unusable(path, "is larger than " + MAX + " bytes");
            }
            return Optional.of(new ConfigFile(path, TomlText.entries(path, Files.readString(path))));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (CharacterCodingException noText) {
            throw unusable(path, "is no UTF-8 text");
        } catch (IOException unreadable) {
            throw unusable(path, "cannot be read; make it a file that you may read, or remove it");
        }
    }

    Source source(Entry entry) {
        return new Source.File(path, entry.line());
    }

    /** A relative one is to be ignored, says the specification of these directories. */
    private static Optional<Path> directory(@Nullable String value, String below) {
        return Optional.ofNullable(value).filter(text -> text.startsWith("/")).map(text -> Path.of(text, below));
    }

    private static SettingsException unusable(Path path, String why) {
        return new SettingsException(List.of("the file " + path + " " + why));
    }
}
