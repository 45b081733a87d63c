-- The paper about itself.
local frame = use("frame")

local function row(label, value)
	return value and h.div{h.dt(label), h.dd(value)}
end

return function(ctx)
	local paper = ctx.paper
	return frame(ctx, {
		kind = "about",
		title = t"关于本报",
		h.h1(t"关于本报"),
		h.div{class = "body", ctx.about},
		h.dl{class = "imprint",
			row(t"报名", paper.variant and paper.name .. " " .. paper.variant or paper.name),
			row(t"主管主办", paper.sponsor),
			row(t"出版", paper.publisher),
			row(t"国内统一连续出版物号", paper.cn),
			row(t"联系我们", paper.contact),
		},
	})
end
