package io.warbler.message.edge;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.ComponentScan;

/// Everything but owning, deciding and fanning out. No stereotype, so that the real application does not find it.
@EnableAutoConfiguration
@ComponentScan({
    "io.warbler.message.conversation",
    "io.warbler.message.ingress",
    "io.warbler.message.policy",
    "io.warbler.message.history",
    "io.warbler.message.inbox",
    "io.warbler.message.mention",
    "io.warbler.message.draft",
    "io.warbler.message.due",
    "io.warbler.message.hiding",
    "io.warbler.message.schedule",
    "io.warbler.message.setting",
    "io.warbler.message.sync",
    "io.warbler.message.receipt",
    "io.warbler.message.reading",
    "io.warbler.message.cache",
    "io.warbler.message.storage",
    "io.warbler.message.generation",
    "io.warbler.message.send"
})
final class EdgeApplication {}
