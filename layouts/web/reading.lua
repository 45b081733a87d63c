-- How the site is read: what a reader can set, reading aloud, keys.
local frame, tools = use("frame"), use("tools")

local keys = {
	{"7", t"朗读，暂停"},
	{"[ ]", t"朗读上一句、下一句"},
	{"8", t"行距"},
	{"9", t"底色"},
	{"0", t"简洁版，原样"},
	{"- +", t"字小些、大些"},
	{"← →", t"上一篇、下一篇；上一版、下一版"},
	{"/", t"搜索"},
	{"\\", t"换一种字形"},
	{"Esc", t"停止朗读，关上这张表"},
	{"?", t"这张表"},
}

-- keys.js shows it on other pages.
local function shortcuts()
	local list = h.tbody{}
	for i, key in ipairs(keys) do
		list[i] = h.tr{h.th{scope = "row", h.kbd(key[1])}, h.td(key[2])}
	end
	return h.section{id = "keys", class = "keys",
		h.h2{id = "keys-title", t"快捷键"},
		h.table{list},
		tools.setting("keys"),
		h.p{class = "close", h.button{type = "button", t"关上"}},
	}
end

return function(ctx)
	return frame(ctx, {
		kind = "reading",
		title = t"阅读设置",
		h.h1(t"阅读设置"),
		h.div{class = "tools", hidden = true,
			tools.setting("size"), tools.setting("lines"), tools.setting("theme"),
			tools.setting("simple"), tools.setting("rate")},
		h.noscript{h.p(t"要打开 JavaScript，才能改变字号、底色，或者听报纸。")},
		h.div{class = "body sample",
			h.p(t"选好的字号、行距、底色，这台设备上的每一页都照用，下次来也一样。这一段就是现在的样子。"),
			h.p(t"简洁版只有文字，没有图片和别的东西；每一页上都可以退出。"),
			h.p(t"每篇稿件的标题下面有“朗读”：读到哪一句，哪一句就有底色；先读正文，再读图片说明。看不到“朗读”，是因为浏览器没有中文语音。"),
			ctx.offline and h.p(t"没有网络也能读：打开过一次，最新一期就存在这台设备上。"),
		},
		shortcuts(),
	})
end
