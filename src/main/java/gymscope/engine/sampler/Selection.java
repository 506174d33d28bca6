package gymscope.engine.sampler;

/** Finds a number by its place in order without sorting all (Hoare's quickselect). */
final class Selection {

    private Selection() {
    }

    /** The largest number but {@code place - 1}; reorders the numbers. */
    static double largest(double[] numbers, int place) {
        int wanted = numbers.length - place;
        int low = 0;
        int high = numbers.length - 1;
        while (low < high) {
            double pivot = numbers[(low + high) >>> 1];
            int left = low;
            int right = high;
            while (left <= right) {
                while (numbers[left] < pivot) {
                    left++;
                }
                while (numbers[right] > pivot) {
                    right--;
                }
                if (left <= right) {
                    double moved = numbers[left];
                    numbers[left++] = numbers[right];
                    numbers[right--] = moved;
                }
            }
            if (wanted <= right) {
                high = right;
            } else if (wanted >= left) {
                low = left;
            } else {
                return numbers[wanted];
            }
        }
        return numbers[wanted];
    }
}
