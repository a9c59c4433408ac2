package dev.coop.core.config;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The name that somebody may have meant who wrote one that does not exist. */
public final class NearestName {
    /** Slips of the finger: more, and it is another word. */
    private static final int MAX_SLIPS = 2;

    private NearestName() {}

    /**
     * The known name that is at most two slips away from {@code written}, and at less than half its length, or that has
     * the same words in another order. Dashes, dots and underscores are the same, and so are small letters and capitals.
     */
    public static Optional<String> of(String written, Collection<String> known) {
        String plain = plain(written);
        String sorted = sorted(plain);
        return known.stream()
                .filter(name -> sorted(plain(name)).equals(sorted))
                .findFirst()
                .or(() -> known.stream()
                        .filter(name -> {
                            int slips = slips(plain, plain(name));
                            return slips <= MAX_SLIPS && 2 * slips < plain.length();
                        })
                        .min(Comparator.comparingInt(name -> slips(plain, plain(name)))));
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[._-]+", "-").replaceAll("^-", "");
    }

    private static String sorted(String plain) {
        String[] words = plain.split("-");
        Arrays.sort(words);
        return String.join("-", words);
    }

    /** Characters left out, added, replaced or swapped with their neighbour, to get from one to the other. */
    private static int slips(String one, String other) {
        int[][] slips = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                slips[i][j] = i == 0 || j == 0 ? i + j : least(slips, one, other, i, j);
            }
        }
        return slips[one.length()][other.length()];
    }

    private static int least(int[][] slips, String one, String other, int i, int j) {
        int same = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
        int least = Math.min(slips[i - 1][j - 1] + same, Math.min(slips[i - 1][j], slips[i][j - 1]) + 1);
        boolean swapped =
                i > 1 && j > 1 && one.charAt(i - 1) == other.charAt(j - 2) && one.charAt(i - 2) == other.charAt(j - 1);
        return swapped ? Math.min(least, slips[i - 2][j - 2] + 1) : least;
    }
}
