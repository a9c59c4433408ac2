package dev.coop.bench;

import java.util.Locale;

/** The bound that a figure has to keep. */
record Goal(Side side, double bound, String unit) {
    enum Side {
        AT_LEAST("≥"),
        AT_MOST("≤");

        private final String sign;

        Side(String sign) {
            this.sign = sign;
        }
    }

    static Goal atLeast(double bound, String unit) {
        return new Goal(Side.AT_LEAST, bound, unit);
    }

    static Goal atMost(double bound, String unit) {
        return new Goal(Side.AT_MOST, bound, unit);
    }

    Verdict judge(double figure) {
        boolean kept = switch (side) {
            case AT_LEAST -> figure >= bound;
            case AT_MOST -> figure <= bound;
        };
        return kept ? Verdict.OK : Verdict.RED;
    }

    @Override
    public String toString() {
        String number = bound == Math.rint(bound) ? "%.0f" : "%s";
        return side.sign + " "
                + String.format(Locale.ROOT, number, bound)
                + (unit.isEmpty() || unit.equals("x") ? unit : " " + unit);
    }
}
