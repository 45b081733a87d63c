-- What a reader sets for all pages (script.js keeps it), and what reads a story aloud (speech.js).
-- Nothing of it is seen until the scripts run. "m" is what a page looks like without them.
local tools = {}

local settings = {
	size = {label = t"字号", {"s", t"小"}, {"m", t"中"}, {"l", t"大"}, {"xl", t"特大"}},
	lines = {label = t"行距", {"close", t"紧"}, {"m", t"中"}, {"wide", t"宽"}},
	theme = {label = t"底色", {"m", t"自动"}, {"day", t"日间"}, {"sepia", t"护眼"}, {"night", t"夜间"}},
	simple = {label = t"页面", {"m", t"图文"}, {"on", t"简洁"}},
	rate = {label = t"语速", {"slow", t"慢"}, {"m", t"中"}, {"fast", t"快"}},
	keys = {label = t"快捷键", {"m", t"开"}, {"off", t"关"}},
}

function tools.setting(name)
	local setting = settings[name]
	local group = h.div{class = "setting", role = "group", ["aria-label"] = setting.label,
		["data-setting"] = name, h.span(setting.label)}
	for _, one in ipairs(setting) do
		group[#group + 1] = h.button{type = "button", value = one[1], one[2]}
	end
	return group
end

-- The way out of the simple page, on every page.
tools.leave = part(function()
	return h.p{class = "leave", hidden = true, ["data-setting"] = "simple",
		h.button{type = "button", value = "m", t"退出简洁版"}}
end)

-- Which voices suit an edition, the best first: Cantonese in Hong Kong.
local voices = {
	hans = "zh-CN zh-TW zh-HK",
	hant = "zh-CN zh-TW zh-HK",
	["hant-tw"] = "zh-TW zh-CN zh-HK",
	["hant-hk"] = "zh-HK yue-HK zh-TW zh-CN",
}

local function speech(of)
	return h.div{class = "setting speech silent", role = "group", ["aria-label"] = t"朗读",
		["data-voices"] = of.voices,
		h.button{type = "button", value = "play", ["data-key"] = "7", ["data-stopped"] = t"朗读",
			["data-playing"] = t"暂停", ["data-paused"] = t"继续", t"朗读"},
		h.button{type = "button", value = "back", ["data-key"] = "[", t"上一句"},
		h.button{type = "button", value = "next", ["data-key"] = "]", t"下一句"},
		h.button{type = "button", value = "stop", t"停止"},
	}
end

local story = part(function(of)
	return h.div{class = "tools", hidden = true,
		tools.setting("size"),
		speech(of),
		h.details{h.summary(t"更多"),
			tools.setting("lines"), tools.setting("theme"), tools.setting("simple"),
			tools.setting("rate")},
	}
end)

-- With a story: what is used most, the rest behind a word.
local own_story

function tools.story(ctx)
	own_story = own_story or written(story{voices = voices[ctx.edition.name]})
	return own_story
end

ready(tools.story)

return tools
