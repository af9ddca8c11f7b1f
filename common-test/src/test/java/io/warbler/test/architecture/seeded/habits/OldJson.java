package io.warbler.test.architecture.seeded.habits;

import com.fasterxml.jackson.databind.ObjectMapper;

record OldJson(ObjectMapper mapper) {}
