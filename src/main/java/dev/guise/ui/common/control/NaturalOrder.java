package dev.guise.ui.common.control;

import java.util.Comparator;

/// Names as people count them: `user-13` behind `user-12` and before `user-129`. Digits compare by their number, all
/// else by character.
public final class NaturalOrder implements Comparator<String> {
    public static final NaturalOrder INSTANCE = new NaturalOrder();

    private NaturalOrder() {}

    @Override
    public int compare(String first, String second) {
        int i = 0;
        int j = 0;
        while (i < first.length() && j < second.length()) {
            boolean numbers = isDigit(first.charAt(i)) && isDigit(second.charAt(j));
            int endOfFirst = numbers ? endOfNumber(first, i) : i + 1;
            int endOfSecond = numbers ? endOfNumber(second, j) : j + 1;
            int by = numbers
                    ? number(first.substring(i, endOfFirst), second.substring(j, endOfSecond))
                    : Character.compare(first.charAt(i), second.charAt(j));
            if (by != 0) {
                return by;
            }
            i = endOfFirst;
            j = endOfSecond;
        }
        int rest = Integer.compare(first.length() - i, second.length() - j);
        // 01 and 1 are the same number and still two names.
        return rest != 0 ? rest : first.compareTo(second);
    }

    private static int number(String first, String second) {
        String one = withoutZeros(first);
        String other = withoutZeros(second);
        return one.length() != other.length() ? Integer.compare(one.length(), other.length()) : one.compareTo(other);
    }

    private static String withoutZeros(String digits) {
        int at = 0;
        while (at < digits.length() - 1 && digits.charAt(at) == '0') {
            at++;
        }
        return digits.substring(at);
    }

    private static int endOfNumber(String text, int from) {
        int end = from;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
