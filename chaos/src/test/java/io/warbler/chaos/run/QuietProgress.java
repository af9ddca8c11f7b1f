package io.warbler.chaos.run;

import static org.assertj.core.api.Assertions.assertThat;

/// Is told, and tells nobody.
record QuietProgress() implements Progress {

    @Override
    public void line(String text) {
        assertThat(text).isNotBlank();
    }

    @Override
    public void status(String text) {
        assertThat(text).isNotBlank();
    }
}
