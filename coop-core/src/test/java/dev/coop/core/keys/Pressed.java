package dev.coop.core.keys;

import dev.coop.core.vt.Mode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/** Keys and the bytes that they become, in a form that a person can read. */
final class Pressed {
    static final Set<Mode> DEFAULT_MODES = Mode.initial();

    private Pressed() {}

    static String inDefaultModes(String... names) {
        return in(DEFAULT_MODES, names);
    }

    static String in(Set<Mode> modes, String... names) {
        return readable(Keys.encode(List.of(names), modes, 0));
    }

    static String withFlags(int flags, String... names) {
        return readable(Keys.encode(List.of(names), DEFAULT_MODES, flags));
    }

    /** Control characters as {@code ^[}. */
    static String readable(byte[] bytes) {
        StringBuilder out = new StringBuilder();
        new String(bytes, StandardCharsets.UTF_8).codePoints().forEach(c -> {
            if (c < ' ' || c == 0x7f) {
                out.append('^').append((char) (c ^ '@'));
            } else {
                out.appendCodePoint(c);
            }
        });
        return out.toString();
    }
}
