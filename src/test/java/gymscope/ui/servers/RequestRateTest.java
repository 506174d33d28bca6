package gymscope.ui.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RequestRateTest {

    private final RequestRate rate = new RequestRate();

    @Test
    void countsFromTheFirstReading() {
        rate.read(1000, 50);
        rate.read(1001, 70);

        assertThat(rate.perSecond()[RequestRate.BINS - 1]).isEqualTo(2.0);
        assertThat(rate.now()).isEqualTo(2.0);
    }

    @Test
    void aValueMovesLeftEveryTenSeconds() {
        rate.read(1000, 0);
        rate.read(1009, 30);
        rate.read(1010, 30);

        assertThat(rate.perSecond()[RequestRate.BINS - 2]).isEqualTo(3.0);
        assertThat(rate.perSecond()[RequestRate.BINS - 1]).isZero();
        assertThat(rate.now()).isEqualTo(2.7, within(1e-9));
    }

    @Test
    void whatIsOlderThanAQuarterOfAnHourIsForgotten() {
        rate.read(1000, 0);
        rate.read(1001, 10);
        rate.read(1001 + 900, 10);

        assertThat(rate.perSecond()).containsOnly(0.0);
    }
}
