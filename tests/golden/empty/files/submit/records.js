(window.wanlixing = window.wanlixing || {}).records = {"ids":{"highlight":{},"case":{},"collection":{},"outlet":{},"policy":{},"figure":{},"bulletin":{}},"pictures":{}};
