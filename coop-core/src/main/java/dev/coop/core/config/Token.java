package dev.coop.core.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The token that clients must show, from its setting or from its file. */
final class Token {
    private static final Set<PosixFilePermission> OF_OTHERS =
            Set.of(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);

    private Token() {}

    /** @param warnings told when others can read it */
    static Optional<Secret> of(Value<Optional<Secret>> itself, Value<Optional<Path>> inFile, List<String> warnings)
            throws SettingsException {
        if (itself.value().isPresent() && inFile.value().isPresent()) {
            throw wrong("%s and %s both give a token; give one of them"
                    .formatted(
                            itself.source().place(itself.setting().key()),
                            inFile.source().place(inFile.setting().key())));
        }
        if (itself.value().isPresent() && itself.source() instanceof Source.File(Path file, int _)) {
            warnIfOthersRead(file, warnings);
        }
        if (inFile.value().isEmpty()) {
            return itself.value();
        }
        Path file = inFile.value().get();
        Secret token = read(file, inFile.source().place(inFile.setting().key()));
        warnIfOthersRead(file, warnings);
        return Optional.of(token);
    }

    private static Secret read(Path file, String place) throws SettingsException {
        SecretText type = new SecretText();
        try {
            // A line's end is not part of a token, and what is too long is not read to its end.
            String text = Files.size(file) > SecretText.MAX + 2
                    ? ""
                    : Files.readString(file).strip();
            return type.parse(text)
                    .orElseThrow(() -> wrong("%s names %s, and what that holds does not fit; it must be %s"
                            .formatted(place, file, type.allowed())));
        } catch (NoSuchFileException missing) {
            throw wrong("%s names %s, which does not exist".formatted(place, file));
        } catch (IOException unreadable) {
            throw wrong("%s names %s, which cannot be read as text".formatted(place, file));
        }
    }

    private static void warnIfOthersRead(Path file, List<String> warnings) throws SettingsException {
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
            if (permissions.stream().anyMatch(OF_OTHERS::contains)) {
                warnings.add("the file %s holds a token, and others can read it; chmod 600 makes it yours alone"
                        .formatted(file));
            }
        } catch (IOException | UnsupportedOperationException unknown) {
            throw wrong("the permissions of %s cannot be read".formatted(file));
        }
    }

    private static SettingsException wrong(String problem) {
        return new SettingsException(List.of(problem));
    }
}
