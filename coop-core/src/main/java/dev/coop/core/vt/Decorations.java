package dev.coop.core.vt;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The decorations that cells show, numbered from 1; 0 is none. Bounded: when the table is full, {@link #sweep} forgets
 * what no cell shows any more, and if that is not enough, cells go undecorated.
 */
final class Decorations {
    static final int NONE = 0;

    /** A screen of 200x50 where every word is another link has some 2,000. */
    static final int MAX_DECORATIONS = 1 << 14;

    /** Characters of all links together: a hundred of the longest that a command can carry. */
    static final int MAX_LINK_CHARACTERS = 1 << 19;

    private final List<Decoration> all = new ArrayList<>();
    private final Map<Decoration, Integer> numbers = new HashMap<>();
    private int characters;

    boolean hasRoomFor(Decoration decoration) {
        return numbers.containsKey(decoration)
                || (all.size() < MAX_DECORATIONS && characters + length(decoration) <= MAX_LINK_CHARACTERS);
    }

    boolean isCrowded() {
        return all.size() > MAX_DECORATIONS / 2 || characters > MAX_LINK_CHARACTERS / 2;
    }

    /** Its number, or {@link #NONE} when there is no room. */
    int number(Decoration decoration) {
        if (!hasRoomFor(decoration)) {
            return NONE;
        }
        return numbers.computeIfAbsent(decoration, d -> {
            all.add(d);
            characters += length(d);
            return all.size();
        });
    }

    private static int length(Decoration decoration) {
        Link link = decoration.link();
        return link == null ? 0 : link.id().length() + link.uri().length();
    }

    Decoration get(int number) {
        return all.get(number - 1);
    }

    /** All, in the order of their numbers; does not change any more. */
    List<Decoration> list() {
        return List.copyOf(all);
    }

    void sweep(Iterable<Row> rows) {
        Decorations kept = new Decorations();
        for (Row row : rows) {
            int[] numbered = row.decorations;
            if (numbered != null) {
                for (int x = 0; x < numbered.length; x++) {
                    numbered[x] = numbered[x] == NONE ? NONE : kept.number(get(numbered[x]));
                }
            }
        }
        all.clear();
        all.addAll(kept.all);
        numbers.clear();
        numbers.putAll(kept.numbers);
        characters = kept.characters;
    }
}
