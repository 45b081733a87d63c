-- Shown where nothing is (404). It may stand at any address, so it leads on by whole paths.
local frame = use("frame")

return function(ctx)
	return frame(ctx, {
		kind = "missing",
		unlisted = true,
		title = t"没有这一页",
		h.h1(t"没有这一页"),
		h.div{class = "body",
			h.p(t"网址可能打错了，或者这一页已经不在了。"),
			h.ul{
				h.li{h.a{href = ctx.link(""), t"看最新一期"}},
				h.li{h.a{href = ctx.link("archive/"), t"翻看往期"}},
				h.li{h.a{href = ctx.link("search/"), t"搜索所有稿件"}},
			},
		},
	})
end
