package dev.coop.core.keys;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the names of keys. */
final class KeyNames {
    static final String SPACE = "space";

    /** Shift and Tab. */
    static final String BACKTAB = "backtab";

    static final Map<String, Integer> MODIFIERS =
            Map.of("ctrl", Press.CTRL, "alt", Press.ALT, "meta", Press.ALT, "shift", Press.SHIFT);

    private static final Map<String, Press> NAMED = named();

    private KeyNames() {}

    private static Map<String, Press> named() {
        Map<String, Press> named = Key.ALL.stream()
                .flatMap(key -> key.names().stream().map(name -> Map.entry(name, key)))
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> new Press.Named(entry.getValue(), 0)));
        named.put(SPACE, new Press.Typed(' ', 0));
        named.put(BACKTAB, new Press.Named(Key.TAB, Press.SHIFT));
        return Map.copyOf(named);
    }

    /** All names, without modifiers. */
    static List<String> all() {
        return NAMED.keySet().stream().sorted().toList();
    }

    static Press parse(int index, String name) {
        Press press = read(name);
        if (press == null) {
            throw new UnknownKeyException(index, name, KeyHints.hint(name));
        }
        return press;
    }

    /** Null when there is no such key. */
    static @Nullable Press read(String name) {
        int modifiers = 0;
        String rest = name;
        while (true) {
            int dash = rest.indexOf('-');
            Integer modifier =
                    dash < 0 ? null : MODIFIERS.get(rest.substring(0, dash).toLowerCase(Locale.ROOT));
            if (modifier == null) {
                return read(rest, modifiers);
            }
            if ((modifiers & modifier) != 0) {
                return null;
            }
            modifiers |= modifier;
            rest = rest.substring(dash + 1);
        }
    }

    private static @Nullable Press read(String key, int modifiers) {
        if (!key.isEmpty() && key.length() == Character.charCount(key.codePointAt(0))) {
            return character(key.codePointAt(0), modifiers);
        }
        return switch (NAMED.get(key.toLowerCase(Locale.ROOT))) {
            case Press.Named(Key named, int own) -> new Press.Named(named, own | modifiers);
            case Press.Typed(int codePoint, int own) -> new Press.Typed(codePoint, own | modifiers);
            case null -> null;
        };
    }

    /** The case of a letter counts unless Ctrl is pressed: {@code ctrl-C} has always meant {@code ctrl-c}. */
    private static @Nullable Press character(int c, int modifiers) {
        if (Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE) {
            return null;
        }
        boolean shift = (modifiers & Press.SHIFT) != 0;
        int small = Character.toLowerCase(c);
        int large = Character.toUpperCase(c);
        boolean isLetter = small != large
                && (c == small || c == large)
                && Character.toLowerCase(large) == small
                && Character.toUpperCase(small) == large;
        if (!isLetter) {
            // What Shift makes of such a key only its keyboard knows; of the space bar it makes nothing else.
            return shift && c != ' ' ? null : new Press.Typed(c, modifiers);
        }
        if (shift || (c == large && (modifiers & Press.CTRL) == 0)) {
            return new Press.Typed(large, modifiers | Press.SHIFT);
        }
        return new Press.Typed(small, modifiers);
    }
}
