package dev.coop.core.keys;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What somebody may have meant who wrote a name that no key has. */
final class KeyHints {
    private static final String GENERAL =
            "a key is a name such as enter, f5 or ctrl-c, or a single character; text is sent as input";

    private static final String SHIFT =
            "what shift makes of this key depends on the keyboard; name the character that it makes";

    /** Characters. Longer names are no typing errors, and the comparison costs the square of the length. */
    private static final int LONGEST = 32;

    /** How others write the modifiers. */
    private static final Map<String, String> MODIFIERS = Map.of(
            "control", "ctrl", "ctl", "ctrl", "c", "ctrl", "meta", "alt", "option", "alt", "opt", "alt", "m", "alt",
            "s", "shift");

    private KeyHints() {}

    static String hint(String name) {
        if (name.isEmpty() || name.length() > LONGEST) {
            return GENERAL;
        }
        String meant = name.length() == 1 ? control(name.charAt(0)) : meant(name.toLowerCase(Locale.ROOT));
        if (meant == null) {
            return GENERAL;
        }
        if (KeyNames.read(meant) != null) {
            return "did you mean " + meant + "?";
        }
        return meant.contains("shift-") ? SHIFT : GENERAL;
    }

    /** The key that types a control character. */
    private static @Nullable String control(char c) {
        return switch (c) {
            case '\r', '\n' -> "enter";
            case '\t' -> "tab";
            case 0x1b -> "escape";
            case 0x7f, '\b' -> "backspace";
            case 0 -> "ctrl-space";
            default -> c < ' ' ? "ctrl-" + Character.toString(c + '@').toLowerCase(Locale.ROOT) : null;
        };
    }

    private static @Nullable String meant(String name) {
        Set<String> modifiers = new LinkedHashSet<>();
        String rest = name.startsWith("^") ? "ctrl-" + name.substring(1) : name;
        while (true) {
            int end = firstOf(rest, '-', '+');
            String word = end < 0 ? "" : rest.substring(0, end);
            String modifier = MODIFIERS.getOrDefault(word, word);
            if (!KeyNames.MODIFIERS.containsKey(modifier) || end + 1 == rest.length()) {
                break;
            }
            modifiers.add(modifier);
            rest = rest.substring(end + 1);
        }
        String key = key(rest, !modifiers.isEmpty());
        return key == null ? null : String.join("-", modifiers) + (modifiers.isEmpty() ? "" : "-") + key;
    }

    private static int firstOf(String text, char a, char b) {
        int first = text.indexOf(a);
        int second = text.indexOf(b);
        return first < 0 ? second : second < 0 ? first : Math.min(first, second);
    }

    private static @Nullable String key(String name, boolean modified) {
        if (KeyNames.read(name) != null) {
            return name;
        }
        String nearest = KeyNames.all().stream()
                .min(Comparator.comparingInt(known -> distance(name, known)))
                .orElseThrow();
        if (distance(name, nearest) <= Math.max(1, name.length() / 3)) {
            return nearest;
        }
        return modified ? Character.toString(name.codePointAt(0)) : null;
    }

    /** How many letters have to be put in, left out, replaced or swapped with their neighbour. */
    private static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int k = 0; k <= b.length(); k++) {
                if (i == 0 || k == 0) {
                    d[i][k] = i + k;
                    continue;
                }
                int replaced = a.charAt(i - 1) == b.charAt(k - 1) ? 0 : 1;
                d[i][k] = Math.min(d[i - 1][k - 1] + replaced, 1 + Math.min(d[i - 1][k], d[i][k - 1]));
                if (i > 1 && k > 1 && a.charAt(i - 1) == b.charAt(k - 2) && a.charAt(i - 2) == b.charAt(k - 1)) {
                    d[i][k] = Math.min(d[i][k], d[i - 2][k - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
