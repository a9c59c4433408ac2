package dev.coop.core.keys;

import dev.coop.core.vt.Mode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/**
 * Named keys as the bytes that xterm would send, in the modes that the program has switched on.
 *
 * <p>A key is a name of the table in {@code docs/keys.md} in upper or lower case, or one character, which stands for
 * itself; before it any of {@code ctrl-}, {@code alt-} (or {@code meta-}) and {@code shift-}. All keys are read before
 * the first is encoded: when one is unknown there are no bytes at all.
 *
 * <p>A program that asked for it through the kitty keyboard protocol (flag 1, 8 or both) gets that protocol's forms,
 * see {@link KittyKeys}. A key is always one press: repeats and releases are not reported.
 */
public final class Keys {
    /** Keys in one request. Nobody presses as many at a time; a long text is input and no list of keys. */
    public static final int MAX_KEYS = 10_000;

    private Keys() {}

    /**
     * The bytes of all keys, in order.
     *
     * @param modes as in {@link dev.coop.core.vt.Snapshot#modes}
     * @param keyboardFlags as in {@link dev.coop.core.vt.Snapshot#keyboardFlags}
     * @throws UnknownKeyException that says which key it is about
     * @throws TooManyKeysException for more than {@link #MAX_KEYS}
     */
    public static byte[] encode(List<String> names, Set<Mode> modes, int keyboardFlags) {
        if (names.size() > MAX_KEYS) {
            throw new TooManyKeysException(names.size());
        }
        StringBuilder out = new StringBuilder(4 * names.size());
        int index = 0;
        for (String name : names) {
            Press press = KeyNames.parse(index++, name);
            if (KittyKeys.wanted(keyboardFlags)) {
                KittyKeys.write(press, keyboardFlags, out);
            } else {
                XtermKeys.write(press, modes, out);
            }
        }
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }
}
